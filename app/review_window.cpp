#include "app/review_window.h"

#include "core/session/project_corrections.h"
#include "core/session/session.h"
#include "ui/shell/exporter.h"
#include "ui/shell/main_window.h"
#include "ui/shell/predictor.h"
#include "ui/shell/review_desk.h"
#include "ui/trace/trace_view.h"

#include <QApplication>
#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <utility>

namespace seisdesk {

namespace {

namespace fs = std::filesystem;

/// Goes through the steps one by one; each starts the next when it is done.
class ReviewLoop : public QObject {
public:
    ReviewLoop(MainWindow& window, const ReviewArguments& arguments, const ReviewedRecords& result) : m_window(window), m_arguments(arguments), m_result(result) {}

    void start()
    {
        const fs::path project = file("review.seisdesk");
        for (const char* tail : {"", "-wal", "-shm"}) {
            std::error_code ignored;
            fs::remove(project.string() + tail, ignored);
        }
        if (!m_window.openProject(QString::fromStdString(project.string()))) return finish(1);
        // The window locates as the chain did.
        if (!m_result.velocity.empty()) m_window.session()->setSetting(QStringLiteral("velocityModel"), QByteArray::fromStdString(m_result.velocity));
        keepCorrections(*m_window.session(), {m_result.corrections, true});
        m_window.review().setSession(m_window.session());
        connect(m_window.session(), &Session::filesAdded, this, [this](const std::vector<ReadIssue>& issues) { note(issues); });
        connect(&m_window.jobs(), &JobQueue::allFinished, this, [this] { take(); });
        connect(&m_window.jobs(), &JobQueue::jobFinished, this, [this](Job* job) {
            if (job->state() != Job::State::Failed) return;
            std::cerr << job->title().toStdString() << ": " << job->text().toStdString() << '\n';
            finish(1);
        });
        QStringList inputs;
        for (const auto* list : {&m_arguments.inputs, &m_arguments.inventories})
            for (const std::string& input : *list) inputs.append(QString::fromStdString(input));
        m_window.addInputs(inputs);
    }

private:
    fs::path file(const char* name) const { return fs::absolute(fs::path(m_arguments.folder) / name); }

    void note(const std::vector<ReadIssue>& issues)
    {
        for (const ReadIssue& issue : issues) std::cerr << issue.file.string() << ": " << issue.message << '\n';
        m_issues = m_issues || !issues.empty();
    }

    /// Once, when everything was read: the picks as they were associated, under the curves they were read off.
    void take()
    {
        if (std::exchange(m_taken, true)) return;
        auto prediction = std::make_shared<Prediction>(*m_result.prediction);
        for (StationPrediction& station : prediction->stations) {
            station.labels.clear();
            for (const Label& label : m_result.picks)
                if (label.stream == station.anchor) station.labels.push_back(label);
        }
        if (const auto accepted = m_window.session()->accept(std::move(prediction)); !accepted) {
            std::cerr << accepted.error().message << '\n';
            return finish(1);
        }
        Records found;
        found.events = m_result.events;
        m_window.session()->addRecords(std::move(found));
        settle();
    }

    /// The view rests on the busiest minutes; drawing gets a moment to catch up with filters.
    void settle()
    {
        const std::vector<Label> labels = m_window.session()->labels().values();
        if (!labels.empty()) {
            std::size_t busiest = 0, most = 0;
            for (std::size_t i = 0, j = 0; i < labels.size(); ++i) {
                while (j < labels.size() && labels[j].time < labels[i].time + fromSeconds(60.0)) ++j;
                if (j - i > most) most = j - i, busiest = i;
            }
            const Time from = labels[busiest].time;
            m_window.traces()->setSpan({from - fromSeconds(10.0), from + fromSeconds(60.0)});
        }
        QTimer::singleShot(1000, this, [this] { write(); });
    }

    void write()
    {
        const std::vector<Label> labels = m_window.session()->labels().values();
        const auto xml = exportEvents(labels, m_window.session()->events(), file("picks.xml"));
        if (!xml) {
            std::cerr << xml.error().message << '\n';
            return finish(1);
        }
        if (!m_window.saveScreenshot(QString::fromStdString(file("screenshot.png").string()))) return finish(1);
        for (const char* name : {"picks.xml", "screenshot.png", "review.seisdesk"}) std::cout << file(name).string() << '\n';
        finish(m_issues ? 3 : 0);
    }

    void finish(int code) { QTimer::singleShot(0, this, [code] { QCoreApplication::exit(code); }); }

    MainWindow& m_window;
    const ReviewArguments& m_arguments;
    const ReviewedRecords& m_result;
    bool m_issues = false;
    bool m_taken = false;
};

}  // namespace

int reviewInWindow(int& argc, char** argv, const ReviewArguments& arguments, const ReviewedRecords& result)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    // A window of its own: the user's layout, keys and model stay as they are.
    QSettings settings(QString::fromStdString((fs::absolute(arguments.folder) / "window.ini").string()), QSettings::IniFormat);
    settings.clear();
    MainWindow window(settings, arguments.dark);
    window.setTheme(arguments.dark ? ThemeChoice::Dark : ThemeChoice::Light);
    window.resize(arguments.width, arguments.height);
    window.show();
    if (!arguments.models.empty()) window.predictor().choose({arguments.models, "cpu"});
    ReviewLoop review(window, arguments, result);
    QTimer::singleShot(0, &review, [&review] { review.start(); });
    return QApplication::exec();
}

}  // namespace seisdesk
