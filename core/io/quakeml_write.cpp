#include "core/catalog/resource_id.h"
#include "core/io/atomic_write.h"
#include "core/io/parallel_for.h"
#include "core/io/quakeml.h"
#include "core/io/quakeml_writer.h"

#include <algorithm>
#include <array>

namespace seisdesk {

namespace {

std::string head(const std::vector<Event>& events)
{
    std::string all;
    for (const Event& event : events) all += event.id + '\n';
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<q:quakeml xmlns="http://quakeml.org/xmlns/bed/1.2" xmlns:q="http://quakeml.org/xmlns/quakeml/1.2">
  <eventParameters publicID=")" +
           makeId("local.seisdesk", "catalog/" + idOf(all + formatTime(now(), 9)).text()) + "\">\n";
}

std::string tail()
{
    std::string out;
    CreationInfo creation;
    creation.author = "SeisDesk " SEISDESK_VERSION;
    creation.creationTime = now();
    quakeml::ElementWriter(out, 2).creation(creation);
    return out + "  </eventParameters>\n</q:quakeml>\n";
}

constexpr std::size_t eventsPerText = 32, textsPerRound = 16;

}  // namespace

Result<void> writeQuakeMl(const std::filesystem::path& path, const std::vector<Event>& events)
{
    auto file = AtomicFile::open(path);
    if (!file) return file.error();
    if (auto written = file->append(head(events)); !written) return written;
    // A round of texts at a time, made in parallel and written in order: the whole is never in memory.
    std::array<std::string, textsPerRound> texts;
    for (std::size_t from = 0; from < events.size(); from += eventsPerText * textsPerRound) {
        const std::size_t count = std::min(textsPerRound, (events.size() - from + eventsPerText - 1) / eventsPerText);
        parallelFor(count, 1, threadsFor(count, 2), [&] {
            return [&](std::size_t i) {
                texts[i].clear();
                quakeml::ElementWriter writer(texts[i], 2);
                const std::size_t begin = from + i * eventsPerText;
                for (std::size_t e = begin; e < std::min(begin + eventsPerText, events.size()); ++e) writer.element("event", events[e]);
            };
        });
        for (std::size_t i = 0; i < count; ++i)
            if (auto written = file->append(texts[i]); !written) return written;
    }
    if (auto written = file->append(tail()); !written) return written;
    return file->finish();
}

}  // namespace seisdesk
