#pragma once
// miniSEED files with made-up samples, and a cache beside them.

#include "core/io/envelope_cache.h"
#include "core/io/mseed_write.h"

#include <QTemporaryDir>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <thread>

namespace seisdesk::test {

struct OutlinedFiles {
    QTemporaryDir folder;
    std::shared_ptr<const EnvelopeCache> cache = [this] {
        EnvelopeCache made(path("cache"));
        made.setSettlingTime({});
        return std::make_shared<const EnvelopeCache>(made);
    }();

    std::filesystem::path path(const std::string& name) const { return std::filesystem::path(folder.path().toStdString()) / name; }
    std::string writeText(const std::string& name, const std::string& content) const
    {
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name).string();
    }
    static Trace trace(const std::string& station, double startSeconds, std::size_t count, unsigned seed = 1)
    {
        std::mt19937 random(seed);
        std::uniform_int_distribution<int> value(-5000, 5000);
        std::vector<float> samples(count);
        for (float& x : samples) x = static_cast<float>(value(random));
        return {{"GE", station, "", "HHZ"}, {makeSegment(Time(std::chrono::seconds(1'500'000'000)) + fromSeconds(startSeconds), 100.0, std::move(samples))}};
    }
    std::string write(const std::string& name, const std::vector<Trace>& traces) const
    {
        const auto file = path(name);
        std::filesystem::create_directories(file.parent_path());
        if (!writeMiniSeed(file, traces)) std::abort();
        std::this_thread::sleep_for(std::chrono::milliseconds(12));  // so that another writing has another stamp
        return file.string();
    }
    void keep(const std::string& file) const
    {
        const auto stamp = stampOf(file);
        auto records = readRecords({file}, {}, {});
        if (!stamp || !records) std::abort();
        FileOutline outline{records->files.at(0), {}};
        for (const Trace& trace : records->traces) outline.traces.push_back(outlineOf(trace));
        if (!cache->keep(outline, *stamp)) std::abort();
    }
};

}  // namespace seisdesk::test
