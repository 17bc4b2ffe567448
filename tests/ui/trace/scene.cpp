#include "tests/ui/trace/scene.h"

#include <cmath>
#include <map>
#include <random>

namespace seisdesk::test {

const Time Scene::start = Time(std::chrono::seconds(1562259600));

Scene::Scene()
{
    auto opened = Session::open(m_folder.filePath(QStringLiteral("scene.seisdesk")).toStdString(), m_jobs);
    if (opened) m_session = *std::move(opened);
    else m_error = opened.error().message;
}

void Scene::addDemo(int stations, bool automatic, std::uint64_t seed)
{
    // Making the records takes longer than testing with them.
    static std::map<std::pair<int, std::uint64_t>, synth::Demo> made;
    auto at = made.find({stations, seed});
    if (at == made.end()) {
        synth::DemoOptions options;
        options.stations = stations;
        options.seed = seed;
        at = made.emplace(std::pair(stations, seed), synth::demo(options)).first;
    }
    synth::Demo demo = at->second;
    double confidence = 0.95;
    for (Label& label : demo.picks) {
        label.mode = automatic ? Mode::Automatic : Mode::Manual;
        label.review = automatic ? Review::Preliminary : Review::Reviewed;
        label.lowerUncertaintySeconds = 0.05;
        label.upperUncertaintySeconds = 0.12;
        if (automatic) {
            label.model = "demo@1";
            label.confidence = confidence = confidence < 0.3 ? 0.95 : confidence - 0.07;
            if (label.phase == "P") label.source = {Estimate{2.3, 0.2}, Estimate{34.0, 4.0}, Estimate{120.0, 15.0}, 0.93, 0.81};
        }
    }
    Records records;
    records.traces = std::move(demo.traces);
    records.inventory = std::move(demo.inventory);
    records.labels = std::move(demo.picks);
    records.events = {std::move(demo.event)};
    m_session->addRecords(std::move(records));
}

void Scene::addNoise(int traces, double seconds, double sampleRateHz, Time start)
{
    std::vector<Trace> out;
    for (int t = 0; t < traces; ++t) {
        std::mt19937 random(static_cast<unsigned>(t + 1));
        const auto n = static_cast<std::size_t>(seconds * sampleRateHz);
        std::vector<float> samples(n);
        // Cheap noise: the benchmark makes gigabytes of it.
        float drift = 0.0f;
        for (std::size_t i = 0; i < n; ++i) {
            const auto bits = random();
            drift = 0.98f * drift + static_cast<float>(static_cast<int>(bits & 0xffff) - 32768) * 0.01f;
            const double since = (static_cast<double>(i) / static_cast<double>(n) - 0.4) * 60.0;
            samples[i] = drift + (since > 0.0 && since < 10.0 ? static_cast<float>(20000.0 * std::exp(-since) * std::sin(static_cast<double>(i) * 0.3)) : 0.0f);
        }
        char name[16];
        std::snprintf(name, sizeof name, "S%03d", t / 3);
        out.push_back({{"XX", name, "", std::string("HH") + "ZNE"[t % 3]}, {makeSegment(start, sampleRateHz, std::move(samples))}});
    }
    add(std::move(out));
}

void Scene::add(std::vector<Trace> traces, std::vector<Label> labels)
{
    Records records;
    records.traces = std::move(traces);
    records.labels = std::move(labels);
    m_session->addRecords(std::move(records));
}

void Scene::addCurves()
{
    std::map<StreamId, StationPrediction> stations;
    for (const TraceItemPtr& item : m_session->traces()) {
        if (item->trace->id.component() != 'Z') continue;
        StationPrediction& station = stations[item->trace->id.instrument()];
        station.instrument = item->trace->id.instrument();
        station.anchor = item->trace->id;
        for (const Label* label : m_session->labels().in(item->trace->id, item->trace->span()))
            if (label->mode == Mode::Automatic) station.labels.push_back(*label);  // or they would be replaced by nothing
        for (const Segment& segment : item->trace->segments) {
            station.coverage.push_back(segment.span());
            for (const char* name : {"P", "S", "detection"}) {
                std::vector<float> values(segment.size(), 0.02f);
                for (const Label* label : m_session->labels().in(item->trace->id, segment.span(), true))
                    for (std::size_t i = 0; i < values.size(); ++i) {
                        const double away = toSeconds(segment.timeOf(static_cast<double>(i)) - label->time);
                        if (label->phase == name) values[i] = std::max(values[i], static_cast<float>(label->confidence.value_or(0.9) * std::exp(-away * away / 0.08)));
                        if (std::string(name) == "detection" && away > -0.5 && away < 12.0) values[i] = std::max(values[i], 0.8f);
                    }
                station.curves.push_back({name, makeSegment(segment.start, segment.sampleRateHz, std::move(values))});
            }
        }
    }
    auto prediction = std::make_shared<Prediction>();
    prediction->model = "demo@1";
    for (auto& [id, station] : stations) prediction->stations.push_back(std::move(station));
    (void)m_session->accept(std::move(prediction));
}

}  // namespace seisdesk::test
