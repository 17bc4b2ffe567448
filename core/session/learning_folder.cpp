#include "core/session/learning_folder.h"

#include "core/model/checkpoint/sha256.h"
#include "core/session/adapter_files.h"
#include "core/store/stored_label.h"

#include <QFile>
#include <QSaveFile>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

Result<void> write(const fs::path& path, const std::string& text)
{
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    QSaveFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) != static_cast<qint64>(text.size()) || !file.commit())
        return Error{Error::Code::OutOfSpace, path.string() + " cannot be written: " + file.errorString().toStdString() + ". Make room there and try again."};
    return {};
}

Result<std::string> readAll(const fs::path& path)
{
    QFile file(QString::fromStdString(path.string()));
    if (!file.exists()) return Error{Error::Code::NotFound, path.string() + " is not there."};
    if (!file.open(QIODevice::ReadOnly)) return Error{Error::Code::Unreadable, path.string() + " cannot be read: " + file.errorString().toStdString() + '.'};
    return file.readAll().toStdString();
}

}  // namespace

Result<std::vector<Label>> roundLabels(const fs::path& folder, std::vector<Label> now)
{
    const fs::path path = folder / "labels.json";
    const auto kept = readAll(path);
    if (kept) return labelsFromStored(*kept);
    if (kept.error().code != Error::Code::NotFound) return kept.error();
    std::vector<std::string> texts;
    texts.reserve(now.size());
    for (const Label& label : now) texts.push_back(storedText(label));
    if (const auto written = write(path, storedArray(texts)); !written) return written.error();
    return now;
}

Result<void> keepReport(const fs::path& folder, const LearningReport& report) { return write(folder / "report.json", toJson(report)); }

Result<LearningReport> keptReport(const fs::path& folder)
{
    const auto text = readAll(folder / "report.json");
    if (!text) return text.error();
    return learningReportFrom(*text);
}

Result<LearningReport> runRound(const Learn& learn, LearningInput input, const Progress& progress)
{
    auto labels = roundLabels(input.folder, std::move(input.labels));
    if (!labels) return labels.error();
    input.labels = std::move(*labels);
    auto report = learn(input, progress);
    if (!report) return report;
    if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
    if (report->parent.id.empty()) {
        auto parent = versionOfWeights(input.weights);
        if (!parent) return parent.error();
        report->parent = std::move(*parent);
    }
    if (report->adapted.id.empty()) {
        auto sum = sha256OfFile(report->adapted.path);
        if (!sum) return sum.error();
        report->adapted.id = std::move(*sum);
    }
    report->adapted.parent = report->parent.id;
    if (report->adapted.author.empty()) report->adapted.author = input.author;
    if (const auto kept = keepReport(input.folder, *report); !kept) return kept.error();
    return report;
}

}  // namespace seisdesk
