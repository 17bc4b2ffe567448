#include "core/io/stationxml_response.h"

#include "core/io/text_file.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {

using Complain = std::function<void(const std::string&)>;
using xml::add;
using xml::child;
using xml::number;
using xml::text;

std::vector<double> numbers(pugi::xml_node parent, std::string_view name, const std::string& place, const Complain& complain)
{
    std::vector<double> out;
    bool bad = false;
    xml::forEach(parent, name, [&](pugi::xml_node node) {
        const auto value = parseNumber(node.text().get());
        bad = bad || !value;
        out.push_back(value.value_or(0.0));
    });
    if (bad) complain(place + " has a " + std::string(name) + " that is no number; zero was taken for it.");
    return out;
}

std::vector<std::complex<double>> roots(pugi::xml_node parent, std::string_view name, const std::string& place, const Complain& complain)
{
    std::vector<std::complex<double>> out;
    xml::forEach(parent, name, [&](pugi::xml_node node) {
        const auto re = number(node, "Real"), im = number(node, "Imaginary");
        if (!re || !im) complain(place + " has a " + std::string(name) + " without Real or Imaginary part; zero was taken for it.");
        out.emplace_back(re.value_or(0.0), im.value_or(0.0));
    });
    return out;
}

PolesZeros readPolesZeros(pugi::xml_node node, const std::string& place, const Complain& complain)
{
    PolesZeros out;
    const std::string type = text(node, "PzTransferFunctionType");
    if (type.starts_with("DIGITAL")) out.kind = PolesZeros::Kind::Digital;
    else if (type.find("HERTZ") != std::string::npos) out.kind = PolesZeros::Kind::LaplaceHertz;
    else if (type.find("RADIANS") == std::string::npos) complain(place + " has the unknown PzTransferFunctionType '" + type + "'; LAPLACE (RADIANS/SECOND) was assumed.");
    out.normalizationFactor = number(node, "NormalizationFactor").value_or(1.0);
    out.normalizationFrequencyHz = number(node, "NormalizationFrequency").value_or(0.0);
    out.zeros = roots(node, "Zero", place, complain);
    out.poles = roots(node, "Pole", place, complain);
    return out;
}

Coefficients readCoefficients(pugi::xml_node node, const std::string& place, const Complain& complain)
{
    Coefficients out;
    const std::string type = text(node, "CfTransferFunctionType");
    if (type.find("HERTZ") != std::string::npos) out.kind = Coefficients::Kind::AnalogHertz;
    else if (type.starts_with("ANALOG")) out.kind = Coefficients::Kind::AnalogRadians;
    out.numerators = numbers(node, "Numerator", place, complain);
    out.denominators = numbers(node, "Denominator", place, complain);
    return out;
}

Fir readFir(pugi::xml_node node, const std::string& place, const Complain& complain)
{
    Fir out{numbers(node, "NumeratorCoefficient", place, complain)};
    const std::string symmetry = text(node, "Symmetry");
    if (symmetry != "ODD" && symmetry != "EVEN") return out;
    // The file has the first half; ODD includes the middle coefficient, which is not repeated.
    const auto& c = out.coefficients;
    std::vector<double> mirror(c.rbegin() + (symmetry == "ODD" && !c.empty() ? 1 : 0), c.rend());
    out.coefficients.insert(out.coefficients.end(), mirror.begin(), mirror.end());
    return out;
}

ResponseList readList(pugi::xml_node node)
{
    ResponseList out;
    xml::forEach(node, "ResponseListElement", [&](pugi::xml_node e) {
        const auto frequency = number(e, "Frequency"), amplitude = number(e, "Amplitude");
        if (frequency && amplitude) out.points.push_back({*frequency, *amplitude, number(e, "Phase").value_or(0.0)});
    });
    return out;
}

ResponseStage readStage(pugi::xml_node node, const std::string& place, const Complain& complain)
{
    ResponseStage stage;
    for (const char* kind : {"PolesZeros", "Coefficients", "FIR", "ResponseList", "Polynomial"}) {
        const pugi::xml_node filter = child(node, kind);
        if (!filter) continue;
        const std::string_view name = kind;
        if (name == "PolesZeros") stage.filter = readPolesZeros(filter, place, complain);
        else if (name == "Coefficients") stage.filter = readCoefficients(filter, place, complain);
        else if (name == "FIR") stage.filter = readFir(filter, place, complain);
        else if (name == "ResponseList") stage.filter = readList(filter);
        else stage.filter = Polynomial{numbers(filter, "Coefficient", place, complain)};
        stage.inputUnits = text(child(filter, "InputUnits"), "Name");
        stage.outputUnits = text(child(filter, "OutputUnits"), "Name");
        break;
    }
    if (const pugi::xml_node gain = child(node, "StageGain")) {
        stage.gain = number(gain, "Value");
        stage.gainFrequencyHz = number(gain, "Frequency").value_or(0.0);
        if (!stage.gain) complain(place + " has a StageGain without value.");
    }
    if (const pugi::xml_node decimation = child(node, "Decimation")) {
        stage.inputSampleRateHz = number(decimation, "InputSampleRate");
        const double factor = number(decimation, "Factor").value_or(1.0);
        if (factor >= 1.0 && factor <= 1e6) stage.decimationFactor = static_cast<int>(factor);
        else complain(place + " has the decimation factor '" + text(decimation, "Factor") + "'; 1 was taken.");
        stage.delaySeconds = number(decimation, "Delay").value_or(0.0);
        stage.correctionSeconds = number(decimation, "Correction").value_or(0.0);
    }
    return stage;
}

/// |product of (s - zeros) / product of (s - poles)| of an analogue stage at a frequency.
double magnitudeAt(const PolesZeros& paz, double frequencyHz)
{
    const double scale = paz.kind == PolesZeros::Kind::LaplaceHertz ? 1.0 : 2.0 * std::numbers::pi;
    const std::complex<double> s(0.0, scale * frequencyHz);
    double log = 0.0;
    for (const auto& zero : paz.zeros) log += std::log(std::abs(s - zero));
    for (const auto& pole : paz.poles) log -= std::log(std::abs(s - pole));
    return std::exp(log);
}

void writeUnits(pugi::xml_node node, const ResponseStage& stage)
{
    node.append_child("InputUnits").append_child("Name").text().set(xml::clean(stage.inputUnits).c_str());
    node.append_child("OutputUnits").append_child("Name").text().set(xml::clean(stage.outputUnits).c_str());
}

void writeRoots(pugi::xml_node node, const char* name, const std::vector<std::complex<double>>& roots)
{
    int index = 0;
    for (const auto& root : roots) {
        pugi::xml_node out = node.append_child(name);
        out.append_attribute("number").set_value(index++);
        add(out, "Real", root.real());
        add(out, "Imaginary", root.imag());
    }
}

/// Writes the alternative that a stage holds.
struct FilterWriter {
    pugi::xml_node node;
    const ResponseStage& stage;

    void operator()(std::monostate) const {}
    void operator()(const PolesZeros& paz) const
    {
        static constexpr const char* kinds[] = {"LAPLACE (RADIANS/SECOND)", "LAPLACE (HERTZ)", "DIGITAL (Z-TRANSFORM)"};
        pugi::xml_node out = begin("PolesZeros");
        add(out, "PzTransferFunctionType", kinds[static_cast<int>(paz.kind)]);
        add(out, "NormalizationFactor", paz.normalizationFactor);
        add(out, "NormalizationFrequency", paz.normalizationFrequencyHz);
        writeRoots(out, "Zero", paz.zeros);
        writeRoots(out, "Pole", paz.poles);
    }
    void operator()(const Coefficients& c) const
    {
        static constexpr const char* kinds[] = {"ANALOG (RADIANS/SECOND)", "ANALOG (HERTZ)", "DIGITAL"};
        pugi::xml_node out = begin("Coefficients");
        add(out, "CfTransferFunctionType", kinds[static_cast<int>(c.kind)]);
        for (const double value : c.numerators) add(out, "Numerator", value);
        for (const double value : c.denominators) add(out, "Denominator", value);
    }
    void operator()(const Fir& fir) const
    {
        pugi::xml_node out = begin("FIR");
        add(out, "Symmetry", "NONE");
        for (const double value : fir.coefficients) add(out, "NumeratorCoefficient", value);
    }
    void operator()(const ResponseList& list) const
    {
        pugi::xml_node out = begin("ResponseList");
        for (const auto& point : list.points) {
            pugi::xml_node element = out.append_child("ResponseListElement");
            add(element, "Frequency", point.frequencyHz);
            add(element, "Amplitude", point.amplitude);
            add(element, "Phase", point.phaseDegrees);
        }
    }
    void operator()(const Polynomial& polynomial) const
    {
        pugi::xml_node out = begin("Polynomial");
        add(out, "ApproximationType", "MACLAURIN");
        for (const char* bound : {"FrequencyLowerBound", "FrequencyUpperBound", "ApproximationLowerBound", "ApproximationUpperBound", "MaximumError"}) add(out, bound, 0.0);
        int index = 1;
        for (const double value : polynomial.coefficients) {
            add(out, "Coefficient", value);
            out.last_child().append_attribute("number").set_value(index++);
        }
    }
    pugi::xml_node begin(const char* name) const
    {
        const pugi::xml_node out = pugi::xml_node(node).append_child(name);
        writeUnits(out, stage);
        return out;
    }
};

void checkSensitivity(const Response& response, const Complain& complain)
{
    const auto product = sensitivityFromStages(response);
    if (!response.sensitivity || !product || *product == 0.0) return;
    const double ratio = *response.sensitivity / *product;
    if (std::isfinite(ratio) && std::abs(ratio - 1.0) <= 0.05) return;
    complain("InstrumentSensitivity is " + numberText(*response.sensitivity) + ", but the stage gains multiply to " + numberText(*product) +
             ". Ask the network which is right before using amplitudes.");
}

}  // namespace

std::shared_ptr<const Response> readResponse(pugi::xml_node node, const Complain& complain)
{
    Response response;
    if (const pugi::xml_node sensitivity = child(node, "InstrumentSensitivity")) {
        response.sensitivity = number(sensitivity, "Value");
        response.sensitivityFrequencyHz = number(sensitivity, "Frequency").value_or(0.0);
        response.inputUnits = text(child(sensitivity, "InputUnits"), "Name");
        response.outputUnits = text(child(sensitivity, "OutputUnits"), "Name");
        if (!response.sensitivity) complain("InstrumentSensitivity has no value.");
    }
    if (const pugi::xml_node polynomial = child(node, "InstrumentPolynomial")) {
        response.polynomial = true;
        if (response.inputUnits.empty()) response.inputUnits = text(child(polynomial, "InputUnits"), "Name");
        if (response.outputUnits.empty()) response.outputUnits = text(child(polynomial, "OutputUnits"), "Name");
    }
    std::vector<std::pair<int, ResponseStage>> stages;
    xml::forEach(node, "Stage", [&](pugi::xml_node stage) {
        const int index = stage.attribute("number").as_int(static_cast<int>(stages.size()) + 1);
        stages.emplace_back(index, readStage(stage, "Response stage " + std::to_string(index), complain));
    });
    std::stable_sort(stages.begin(), stages.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [index, stage] : stages) {
        response.polynomial = response.polynomial || std::holds_alternative<Polynomial>(stage.filter);
        response.stages.push_back(std::move(stage));
    }
    if (!response.stages.empty()) {
        if (response.inputUnits.empty()) response.inputUnits = response.stages.front().inputUnits;
        if (response.outputUnits.empty()) response.outputUnits = response.stages.back().outputUnits;
    }
    if (!response.sensitivity && !response.polynomial && response.stages.empty()) return nullptr;
    checkSensitivity(response, complain);
    return std::make_shared<const Response>(std::move(response));
}

std::optional<double> sensitivityFromStages(const Response& response)
{
    if (response.stages.empty() || response.polynomial) return std::nullopt;
    double product = 1.0;
    for (const ResponseStage& stage : response.stages) {
        if (!stage.gain) return std::nullopt;
        double gain = *stage.gain;
        const auto* paz = std::get_if<PolesZeros>(&stage.filter);
        if (paz && paz->kind != PolesZeros::Kind::Digital && stage.gainFrequencyHz != response.sensitivityFrequencyHz) {
            const double carried = magnitudeAt(*paz, response.sensitivityFrequencyHz) / magnitudeAt(*paz, stage.gainFrequencyHz);
            if (std::isfinite(carried) && carried > 0.0) gain *= carried;
        }
        product *= gain;
    }
    return product;
}

void writeResponse(pugi::xml_node channel, const Response& response)
{
    pugi::xml_node out = channel.append_child("Response");
    if (response.sensitivity) {
        const pugi::xml_node node = out.append_child("InstrumentSensitivity");
        add(node, "Value", *response.sensitivity);
        add(node, "Frequency", response.sensitivityFrequencyHz);
        ResponseStage units;
        units.inputUnits = response.inputUnits;
        units.outputUnits = response.outputUnits;
        writeUnits(node, units);
    }
    int index = 1;
    for (const ResponseStage& stage : response.stages) {
        pugi::xml_node node = out.append_child("Stage");
        node.append_attribute("number").set_value(index++);
        std::visit(FilterWriter{node, stage}, stage.filter);
        // The schema has no decimation or gain beside a polynomial.
        if (std::holds_alternative<Polynomial>(stage.filter)) continue;
        if (stage.inputSampleRateHz) {
            const pugi::xml_node decimation = node.append_child("Decimation");
            add(decimation, "InputSampleRate", *stage.inputSampleRateHz);
            add(decimation, "Factor", std::to_string(stage.decimationFactor));
            add(decimation, "Offset", "0");
            add(decimation, "Delay", stage.delaySeconds);
            add(decimation, "Correction", stage.correctionSeconds);
        }
        if (stage.gain) {
            const pugi::xml_node gain = node.append_child("StageGain");
            add(gain, "Value", *stage.gain);
            add(gain, "Frequency", stage.gainFrequencyHz);
        }
    }
}

}  // namespace seisdesk
