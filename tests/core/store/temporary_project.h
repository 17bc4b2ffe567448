#pragma once
// A folder for a test's project files, and short ways to make labels and edits.

#include "core/label/label.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>

namespace seisdesk::test {

struct Folder {
    QTemporaryDir dir;
    std::filesystem::path operator/(const std::string& name) const { return std::filesystem::path(dir.path().toStdString()) / name; }
};

inline Label pick(const std::string& station, const std::string& phase, double seconds)
{
    Label label;
    label.id = Id::random();
    label.stream = {"GE", station, "", "HHZ"};
    label.phase = phase;
    label.time = Time(Duration(1'562'259'775'000'000'000)) + fromSeconds(seconds);
    label.created = Time(Duration(1'700'000'000'000'000'000));
    label.author = "analyst";
    return label;
}

inline Edit adding(const Label& label) { return {"Pick " + label.phase, {}, {label}}; }

inline Edit moving(const Label& label, double seconds)
{
    Label moved = label;
    moved.time += fromSeconds(seconds);
    return {"Move " + label.phase, {label}, {moved}};
}

inline std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void write(const std::filesystem::path& file, const std::string& content)
{
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

}  // namespace seisdesk::test

/// Fails the test with the error's message.
#define QVERIFY_RESULT(...)                                              \
    do {                                                                 \
        const auto& verified = __VA_ARGS__;                              \
        QVERIFY2(verified, verified ? "" : verified.error().message.c_str()); \
    } while (false)
