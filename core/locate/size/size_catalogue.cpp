#include "core/locate/size/size_catalogue.h"

#include "core/catalog/resource_id.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iterator>

namespace seisdesk {

namespace {

constexpr const char* offText = "switched off";
const std::string correctionText = "station correction ", settingsBegin = "types=";

std::string number(double value, const char* format)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

/// To the millisecond, which every way of writing keeps.
TimeSpan windowOf(const AmplitudeWindow& window)
{
    const auto at = [&](double seconds) { return std::chrono::round<std::chrono::milliseconds>(window.reference + fromSeconds(seconds)); };
    return {at(-window.beginSeconds), at(window.endSeconds)};
}

template <class Objects>
void eraseOwn(Objects& objects, const std::string& kind)
{
    std::erase_if(objects, [&](const auto& object) { return isOwnId(object.id, kind); });
}

class Writer {
public:
    Writer(Event& event, const OriginSignature& signature, Time created, std::string measurer, std::vector<Amplitude> before)
        : m_event(event), m_creation{signature.agencyId, signature.author, created, signature.program}, m_mode(signature.mode), m_authority(signature.authority),
          m_measurer(std::move(measurer)), m_before(std::move(before))
    {
    }

    ResourceId amplitude(const MeasuredAmplitude& measured, const std::string& type, const std::string& hint, const ResourceId& pick)
    {
        Amplitude out;
        out.id = ownId(m_event.id, "amplitude", type + '.' + measured.stream.text());
        out.genericAmplitude.value = measured.metres;
        out.type = type;
        out.unit = "m";
        out.category = "point";
        out.magnitudeHint = hint;
        if (measured.periodSeconds) out.period = RealQuantity{*measured.periodSeconds, {}};
        out.waveform = measured.stream;
        out.pickId = pick;
        out.methodId = makeId(m_authority, type == "AML" ? "method/wood-anderson" : type == "Amb" ? "method/wwssn-short-period" : "method/displacement-1-10-hz");
        if (measured.snr > 0.0) out.snr = measured.snr;
        const TimeSpan& window = measured.window.signal;
        if (measured.time != Time{}) {
            TimeQuantity when;
            when.value = measured.time;
            out.scalingTime = when;
            out.window = AmplitudeWindow{toSeconds(measured.time - window.begin), toSeconds(window.end - measured.time), measured.time};
        } else if (measured.byHand) {
            out.window = AmplitudeWindow{0.0, toSeconds(window.length()), window.begin};
        }
        out.mode = m_mode;
        out.creation = m_creation;
        if (measured.byHand) signByHand(out);
        if (!measured.usable()) {
            out.status = Review::Rejected;
            out.comments.push_back({out.id + "/unused", measured.why});
        }
        m_event.amplitudes.push_back(out);
        return out.id;
    }

    void station(const StationSize& size, const std::string& origin)
    {
        const MeasuredAmplitude* largest = nullptr;
        ResourceId amplitudeId;
        for (const MeasuredAmplitude& one : size.amplitudes) {
            // A window that a person set is kept, whatever came of it.
            if (!one.usable() && !one.byHand) continue;
            const ResourceId id = amplitude(one, 'A' + size.type, size.type, {});
            if (one.usable() && (!largest || one.metres > largest->metres)) largest = &one, amplitudeId = id;
        }
        if (!size.measured) return;
        StationMagnitude out;
        out.id = ownId(m_event.id, "stationmagnitude", size.type + '.' + size.station);
        out.originId = origin;
        out.amplitudeId = amplitudeId;
        out.magnitude.value = size.magnitude;
        out.type = size.type;
        out.methodId = method(size.type);
        const auto dot = size.station.find('.');
        out.waveform = largest ? largest->stream : StreamId{size.station.substr(0, dot), size.station.substr(dot + 1), {}, {}};
        m_contributions[size.type].push_back({out.id, size.residual, size.used ? 1.0 : 0.0});
        if (!size.used) out.comments.push_back({out.id + "/unused", size.why});
        if (size.correction != 0.0) out.comments.push_back({out.id + "/correction", correctionText + number(size.correction, "%+.6g")});
        if (size.spectrum) {
            const SourceSpectrum& s = *size.spectrum;
            out.magnitude.uncertainty.symmetric = s.magnitudeSigma;
            out.comments.push_back({out.id + "/spectrum", "moment " + number(s.momentNm, "%.3g") + " N m, corner frequency " + number(s.cornerHz, "%.2f") + " Hz, fitted from " +
                                                              number(s.lowHz, "%.2f") + " to " + number(s.highHz, "%.1f") + " Hz"});
        }
        out.creation = m_creation;
        m_event.stationMagnitudes.push_back(std::move(out));
    }

    ResourceId network(const NetworkSize& size, const std::string& settings, const std::string& origin, const std::optional<Review>& status)
    {
        Magnitude out;
        out.id = ownId(m_event.id, "magnitude", size.type);
        out.originId = origin;
        out.magnitude.value = size.magnitude;
        if (size.stations > 1) out.magnitude.uncertainty.symmetric = size.sigma;
        out.type = size.type;
        out.stationCount = size.stations;
        out.contributions = m_contributions[size.type];
        out.methodId = method(size.type);
        out.mode = m_mode;
        out.status = status.value_or(Review::Preliminary);
        if (size.momentNm) {
            std::string text = "moment " + number(*size.momentNm, "%.3g") + " N m";
            if (size.cornerHz) text += ", corner frequency " + number(*size.cornerHz, "%.2f") + " Hz";
            if (size.stressDropPa) text += ", stress drop " + number(1e-6 * *size.stressDropPa, "%.2g") + " MPa (Brune)";
            out.comments.push_back({out.id + "/source", text});
        }
        if (!settings.empty()) out.comments.push_back({out.id + "/settings", settings});
        out.creation = m_creation;
        m_event.magnitudes.push_back(out);
        return out.id;
    }

private:
    /// Who set the same window before stays its author.
    void signByHand(Amplitude& out) const
    {
        out.mode = Mode::Manual;
        if (!m_measurer.empty()) out.creation.author = m_measurer;
        for (const Amplitude& old : m_before)
            if (old.id == out.id && old.mode == Mode::Manual && old.window && windowOf(*old.window) == windowOf(*out.window)) out.creation = old.creation;
    }
    ResourceId method(const std::string& type) const { return makeId(m_authority, "method/seisdesk-magnitude/" + type); }

    Event& m_event;
    CreationInfo m_creation;
    Mode m_mode;
    std::string m_authority, m_measurer;
    std::vector<Amplitude> m_before;  ///< our own ones, which these take the place of
    std::map<std::string, std::vector<MagnitudeContribution>> m_contributions;
};

}  // namespace

ResourceId ownId(const ResourceId& event, const std::string& kind, const std::string& name)
{
    return legalId(event, "local.seisdesk") + '/' + kind + "/seisdesk." + slug(name);
}

bool isOwnId(const ResourceId& id, const std::string& kind) { return id.find('/' + kind + "/seisdesk.") != ResourceId::npos; }

void putSize(Event& event, const EventSize& size, const OriginSignature& signature, Time created, const std::string& measurer)
{
    const Magnitude* preferred = nullptr;
    for (const Magnitude& one : event.magnitudes)
        if (one.id == event.preferredMagnitudeId) preferred = &one;
    const bool free = !preferred || isOwnId(preferred->id, "magnitude");
    std::map<std::string, std::optional<Review>> said;
    for (const Magnitude& one : event.magnitudes)
        if (isOwnId(one.id, "magnitude")) said[one.type] = one.status;
    std::vector<Amplitude> before;
    std::copy_if(event.amplitudes.begin(), event.amplitudes.end(), std::back_inserter(before), [](const Amplitude& one) { return isOwnId(one.id, "amplitude"); });
    eraseOwn(event.amplitudes, "amplitude");
    eraseOwn(event.stationMagnitudes, "stationmagnitude");
    eraseOwn(event.magnitudes, "magnitude");
    const ResourceId origin = event.origin() ? event.origin()->id : ResourceId();
    Writer writer(event, signature, created, measurer, std::move(before));
    for (const StationRatio& ratio : size.ratios) {
        MeasuredAmplitude swing;
        swing.stream = ratio.stream;
        swing.metres = ratio.amplitudes.pMetres;
        swing.snr = ratio.amplitudes.noiseMetres > 0.0 ? ratio.amplitudes.pMetres / ratio.amplitudes.noiseMetres : 0.0;
        writer.amplitude(swing, "AP", "", ratio.pPick);
        swing.metres = ratio.amplitudes.sMetres;
        writer.amplitude(swing, "AS", "", ratio.sPick);
    }
    for (const StationSize& one : size.stations) writer.station(one, origin);
    std::map<std::string, ResourceId> made;
    for (const NetworkSize& one : size.networks) made[one.type] = writer.network(one, size.settings, origin, said[one.type]);
    if (!free) return;
    event.preferredMagnitudeId.clear();
    for (const char* type : {"Mw", "ML", "mb"})
        if (event.preferredMagnitudeId.empty() && made.contains(type)) event.preferredMagnitudeId = made[type];
}

std::set<std::pair<std::string, std::string>> switchedOff(const Event& event)
{
    std::set<std::pair<std::string, std::string>> out;
    for (const StationMagnitude& one : event.stationMagnitudes)
        if (isOwnId(one.id, "stationmagnitude"))
            for (const Comment& comment : one.comments)
                if (comment.text == offText) out.insert({one.waveform.network + '.' + one.waveform.station, one.type});
    return out;
}

std::map<std::string, TimeSpan> handWindows(const Event& event)
{
    std::map<std::string, TimeSpan> out;
    for (const Amplitude& one : event.amplitudes)
        if (isOwnId(one.id, "amplitude") && one.type == "AML" && one.mode == Mode::Manual && one.window) out[one.waveform.network + '.' + one.waveform.station] = windowOf(*one.window);
    return out;
}

MagnitudeCorrections correctionsIn(const Event& event)
{
    MagnitudeCorrections out;
    for (const StationMagnitude& one : event.stationMagnitudes) {
        if (!isOwnId(one.id, "stationmagnitude")) continue;
        double& correction = out[{one.waveform.network + '.' + one.waveform.station, one.type}];
        for (const Comment& comment : one.comments)
            if (comment.text.starts_with(correctionText)) {
                const char* begin = comment.text.data() + correctionText.size();
                std::from_chars(begin + (*begin == '+'), comment.text.data() + comment.text.size(), correction);
            }
    }
    return out;
}

std::string settingsIn(const Event& event)
{
    for (const Magnitude& one : event.magnitudes)
        for (const Comment& comment : one.comments)
            if (isOwnId(one.id, "magnitude") && comment.text.starts_with(settingsBegin)) return comment.text;
    return {};
}

}  // namespace seisdesk
