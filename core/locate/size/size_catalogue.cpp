#include "core/locate/size/size_catalogue.h"

#include "core/catalog/resource_id.h"

#include <algorithm>
#include <cstdio>

namespace seisdesk {

namespace {

constexpr const char* offText = "switched off";

std::string number(double value, const char* format)
{
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

template <class Objects>
void eraseOwn(Objects& objects, const std::string& kind)
{
    std::erase_if(objects, [&](const auto& object) { return isOwnId(object.id, kind); });
}

class Writer {
public:
    Writer(Event& event, const OriginSignature& signature, Time created)
        : m_event(event), m_creation{signature.agencyId, signature.author, created, signature.program}, m_mode(signature.mode), m_authority(signature.authority)
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
        if (measured.time != Time{}) {
            TimeQuantity when;
            when.value = measured.time;
            out.scalingTime = when;
            out.window = AmplitudeWindow{toSeconds(measured.time - measured.window.signal.begin), toSeconds(measured.window.signal.end - measured.time), measured.time};
        }
        out.mode = m_mode;
        out.creation = m_creation;
        m_event.amplitudes.push_back(out);
        return out.id;
    }

    void station(const StationSize& size, const std::string& origin)
    {
        const MeasuredAmplitude* largest = nullptr;
        ResourceId amplitudeId;
        for (const MeasuredAmplitude& one : size.amplitudes) {
            if (!one.usable()) continue;
            const ResourceId id = amplitude(one, 'A' + size.type, size.type, {});
            if (!largest || one.metres > largest->metres) largest = &one, amplitudeId = id;
        }
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
        if (size.correction != 0.0) out.comments.push_back({out.id + "/correction", "station correction " + number(size.correction, "%+.2f")});
        if (size.spectrum) {
            const SourceSpectrum& s = *size.spectrum;
            out.magnitude.uncertainty.symmetric = s.magnitudeSigma;
            out.comments.push_back({out.id + "/spectrum", "moment " + number(s.momentNm, "%.3g") + " N m, corner frequency " + number(s.cornerHz, "%.2f") + " Hz, fitted from " +
                                                              number(s.lowHz, "%.2f") + " to " + number(s.highHz, "%.1f") + " Hz"});
        }
        out.creation = m_creation;
        m_event.stationMagnitudes.push_back(std::move(out));
    }

    ResourceId network(const NetworkSize& size, const std::string& origin, const std::optional<Review>& status)
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
        out.creation = m_creation;
        m_event.magnitudes.push_back(out);
        return out.id;
    }

private:
    ResourceId method(const std::string& type) const { return makeId(m_authority, "method/seisdesk-magnitude/" + type); }

    Event& m_event;
    CreationInfo m_creation;
    Mode m_mode;
    std::string m_authority;
    std::map<std::string, std::vector<MagnitudeContribution>> m_contributions;
};

}  // namespace

ResourceId ownId(const ResourceId& event, const std::string& kind, const std::string& name)
{
    return legalId(event, "local.seisdesk") + '/' + kind + "/seisdesk." + slug(name);
}

bool isOwnId(const ResourceId& id, const std::string& kind) { return id.find('/' + kind + "/seisdesk.") != ResourceId::npos; }

void putSize(Event& event, const EventSize& size, const OriginSignature& signature, Time created)
{
    const Magnitude* preferred = nullptr;
    for (const Magnitude& one : event.magnitudes)
        if (one.id == event.preferredMagnitudeId) preferred = &one;
    const bool free = !preferred || isOwnId(preferred->id, "magnitude");
    std::map<std::string, std::optional<Review>> said;
    for (const Magnitude& one : event.magnitudes)
        if (isOwnId(one.id, "magnitude")) said[one.type] = one.status;
    eraseOwn(event.amplitudes, "amplitude");
    eraseOwn(event.stationMagnitudes, "stationmagnitude");
    eraseOwn(event.magnitudes, "magnitude");
    const ResourceId origin = event.origin() ? event.origin()->id : ResourceId();
    Writer writer(event, signature, created);
    for (const StationRatio& ratio : size.ratios) {
        MeasuredAmplitude swing;
        swing.stream = ratio.stream;
        swing.metres = ratio.amplitudes.pMetres;
        swing.snr = ratio.amplitudes.noiseMetres > 0.0 ? ratio.amplitudes.pMetres / ratio.amplitudes.noiseMetres : 0.0;
        writer.amplitude(swing, "AP", "", ratio.pPick);
        swing.metres = ratio.amplitudes.sMetres;
        writer.amplitude(swing, "AS", "", ratio.sPick);
    }
    for (const StationSize& one : size.stations)
        if (one.measured) writer.station(one, origin);
    std::map<std::string, ResourceId> made;
    for (const NetworkSize& one : size.networks) made[one.type] = writer.network(one, origin, said[one.type]);
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

}  // namespace seisdesk
