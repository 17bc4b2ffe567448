#include "core/io/make_window.h"

#include "core/io/seisan_event.h"

#include <algorithm>
#include <cctype>

namespace seisdesk {

namespace {

bool isCode(std::string_view text, std::size_t longest)
{
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isupper(c) || std::isdigit(c); });
}

/// True when `text` starts with eight digits or more: a date.
bool startsWithDate(std::string_view text)
{
    return text.size() >= 8 && std::all_of(text.begin(), text.begin() + 8, [](unsigned char c) { return std::isdigit(c); });
}

Segment segmentOf(Time start, double rate, const hdf5::Array& samples, std::size_t component, std::size_t components, bool samplesFirst)
{
    const std::size_t length = samples.values.size() / components;
    std::vector<float> values(length);
    std::vector<double> exact(length);
    bool wide = false;
    for (std::size_t i = 0; i < length; ++i) {
        exact[i] = samples.values[samplesFirst ? i * components + component : component * length + i];
        values[i] = static_cast<float>(exact[i]);
        wide = wide || (static_cast<double>(values[i]) != exact[i] && exact[i] == exact[i]);
    }
    Segment segment = makeSegment(start, rate, std::move(values));
    if (wide) segment.exact = std::make_shared<const std::vector<double>>(std::move(exact));
    return segment;
}

}  // namespace

Result<LabelledWindow> makeWindow(TraceMetadata metadata, const hdf5::Array& samples, const WindowShape& shape)
{
    const auto malformed = [&](const std::string& what) { return Error{Error::Code::Malformed, "Window '" + metadata.name + "' " + what}; };
    if (!metadata.sampleRateHz || !(*metadata.sampleRateHz > 0.0)) return malformed("has no sampling rate.");
    std::size_t components = samples.shape.size() == 1 ? 1 : 0;
    if (samples.shape.size() == 2) components = samples.shape[shape.samplesFirst ? 1 : 0];
    if (components == 0 || samples.values.empty()) return malformed("is not an array of components and samples.");
    const std::string letters = shape.components.size() == components ? shape.components : std::string("ZNE123456").substr(0, components);
    if (letters.size() != components) return malformed("has " + std::to_string(components) + " components.");

    LabelledWindow window;
    window.name = metadata.name;
    window.truth = metadata.truth;
    window.polarity = metadata.polarity;
    window.eventId = metadata.eventId;
    window.snrDb = metadata.snrDb;
    NameParts parts = partsOfName(metadata.name);
    if (metadata.stream.station.empty()) metadata.stream = parts.stream;
    else if (metadata.stream.network.empty()) metadata.stream.network = "XX";
    if (window.eventId.empty()) window.eventId = parts.eventId;
    const bool unknown = metadata.stream.network == "XX" && metadata.stream.station == metadata.name;
    window.stationId = unknown ? metadata.name : metadata.stream.network + '.' + metadata.stream.station;
    const Time start = metadata.start.value_or(Time{});
    for (std::size_t c = 0; c < components; ++c) {
        StreamId id = metadata.stream;
        id.channel += letters[c];
        window.traces.push_back({id, {segmentOf(start, *metadata.sampleRateHz, samples, c, components, shape.samplesFirst)}});
    }
    const auto vertical = std::find_if(window.traces.begin(), window.traces.end(), [](const Trace& t) { return t.id.component() == 'Z'; });
    const StreamId anchor = (vertical == window.traces.end() ? window.traces.begin() : vertical)->id;
    for (Label& label : metadata.labels) {
        label.stream = anchor;
        if (label.event.empty()) label.event = window.eventId;
    }
    window.labels = std::move(metadata.labels);
    std::stable_sort(window.labels.begin(), window.labels.end(), [](const Label& a, const Label& b) { return a.time < b.time; });
    return window;
}

NameParts partsOfName(const std::string& name)
{
    const std::string_view text = name;
    const std::size_t first = text.find('_'), last = text.rfind('_');
    if (first != std::string_view::npos) {
        const std::string_view head = text.substr(0, first), rest = text.substr(first + 1);
        const std::size_t dot = head.find('.');
        if (dot != std::string_view::npos && isCode(head.substr(0, dot), 5) && isCode(head.substr(dot + 1), 2) && startsWithDate(rest))
            return {{std::string(head.substr(dot + 1)), std::string(head.substr(0, dot)), "", ""}, ""};
        const std::size_t second = rest.find('_');
        if (second != std::string_view::npos && isCode(head, 2) && isCode(rest.substr(0, second), 5) && startsWithDate(rest.substr(second + 1)))
            return {{std::string(head), std::string(rest.substr(0, second)), "", ""}, ""};
        const std::string_view tail = text.substr(last + 1);
        if (isCode(tail, 5) && seisanTime(text.substr(0, last))) return {{"XX", std::string(tail), "", ""}, name.substr(0, last)};
        const std::size_t tailDot = tail.find('.');
        if (tailDot != std::string_view::npos && isCode(tail.substr(0, tailDot), 2) && isCode(tail.substr(tailDot + 1), 5))
            return {{std::string(tail.substr(0, tailDot)), std::string(tail.substr(tailDot + 1)), "", ""}, name.substr(0, last)};
    }
    return {{"XX", name, "", ""}, ""};
}

}  // namespace seisdesk
