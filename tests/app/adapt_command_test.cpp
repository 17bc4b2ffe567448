#include "app/adapt_command.h"

#include "core/model/adapt/adapter_file.h"
#include "core/model/training/share.h"
#include "tests/core/model/adapt/fabricated.h"
#include "tests/support/test_data.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace seisdesk;
using test::says;

namespace {

std::filesystem::path desk() { return test::sourceFile("../models/seismollm-desk/1.1/weights.safetensors"); }

/// Made-up records as local ones, each an event; every arrival is labelled.
ExampleSet local(std::size_t windows)
{
    ExampleSet out{"local", {}};
    for (LabelledWindow& w : referenceSet({.windows = windows, .seconds = 60.0, .seed = 77000})) {
        if (w.labels.empty()) continue;
        LocalExample one;
        one.window = std::move(w);
        one.exhaustive = true;
        out.examples.push_back(std::move(one));
    }
    split(out, {});
    return out;
}

std::string all(const AdaptationReport& r)
{
    std::string out;
    for (const std::string& reason : r.verdict.reasons) out += reason + '\n';
    return out;
}

}  // namespace

/// With the network that comes along and the real engine.
class adapt_command_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_options = {};
        m_options.job.parent = desk();
        m_options.job.folder = path("work");
        std::filesystem::create_directories(m_options.job.folder);
        m_options.job.steps = 20;
        m_options.job.batch = 8;
        m_options.synthetic.windows = 60;
    }
    /// Three events learned by heart, everything free to change, nothing rehearsed, nothing to stop by.
    void anOverfittedAdapterIsCaught()
    {
        const auto engine = loadEngine("cpu");
        if (!engine) QSKIP("This build has no engine plugin.");
        m_options.job.scope = Scope::Everything;
        m_options.job.learningRate = 1e-2;
        m_options.job.rehearsalShare = 0.0;
        m_options.job.steps = 40;
        m_options.refinement.guard.windows = 0;  // nothing that would keep less of it
        ExampleSet set = local(60);
        int kept = 0;
        std::erase_if(set.examples, [&](const LocalExample& e) { return e.part == Part::Calibration || (e.part == Part::Train && ++kept > 3); });
        const auto r = adapted(**engine, set, m_options, Progress());
        QVERIFY2(r, r ? "" : r.error().message.c_str());
        QVERIFY2(!r->verdict.adopt && (says(r->verdict, "forgets") || says(r->verdict, "picks worse")), all(*r).c_str());
    }
    void shuffledLabelsAreCaught()
    {
        const auto engine = loadEngine("cpu");
        if (!engine) QSKIP("This build has no engine plugin.");
        ExampleSet set = local(60);
        std::uint64_t n = 0;
        for (LocalExample& e : set.examples)
            if (e.part != Part::HeldOut)
                for (Label& l : e.window.labels) l.time = Time{} + fromSeconds(5.0 + 50.0 * shareOf("shuffled", ++n));
        m_options.job.scope = Scope::Everything;
        m_options.job.learningRate = 1e-3;
        const auto r = adapted(**engine, set, m_options, Progress());
        QVERIFY2(r, r ? "" : r.error().message.c_str());
        QVERIFY2(!r->verdict.adopt && !says(r->verdict, "late in the middle"), all(*r).c_str());
    }
    /// One of three analysts is 0.3 s late.
    void anAnalystWhoIsLateIsCaught()
    {
        const auto engine = loadEngine("cpu");
        if (!engine) QSKIP("This build has no engine plugin.");
        ExampleSet set = local(90);
        const char* names[] = {"Anna", "Ben", "Carl"};
        for (std::size_t i = 0; i < set.examples.size(); ++i)
            for (Label& l : set.examples[i].window.labels) {
                l.author = names[i % 3];
                if (i % 3 == 1) l.time += fromSeconds(0.3);
            }
        m_options.job.steps = 5;
        const auto r = adapted(**engine, set, m_options, Progress());
        QVERIFY2(r, r ? "" : r.error().message.c_str());
        QVERIFY2(!r->verdict.adopt && says(r->verdict, "The labels of Ben"), all(*r).c_str());
        QVERIFY(!says(r->verdict, "The labels of Anna") && !says(r->verdict, "The labels of Carl"));
    }
    /// From a real set on disk to an adapter that loads by itself, and the report of the command.
    void theCommandWritesAdapterAndReport()
    {
        if (test::shared("data/obst37.h5").empty()) QSKIP(test::needShared("data").c_str());
        if (!loadEngine("cpu")) QSKIP("This build has no engine plugin.");
        AdaptArguments a;
        a.model = desk().string();
        a.data = {test::shared("data/obst37.h5").string()};
        a.shots = 10;
        a.steps = 10;
        a.synthetic = 20;
        a.out = path("obst.safetensors");
        a.json = path("report.json").string();
        const int code = runAdapt(a);
        QVERIFY2(code == 0 || code == 4, qPrintable(QString::number(code)));
        QFile file(QString::fromStdString(a.json));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        for (const char* key : {"before", "after", "reference_before", "reference_after"})
            QVERIFY2(json[QLatin1String(key)][QStringLiteral("P")][QStringLiteral("f1")].isObject(), key);
        QCOMPARE(json[QStringLiteral("gate")][QStringLiteral("adopt")].toBool(), code == 0);
        QVERIFY(!json[QStringLiteral("gate")][QStringLiteral("reasons")].toArray().isEmpty());
        QCOMPARE(json[QStringLiteral("shots")].toInt(), 10);
        QVERIFY(json[QStringLiteral("seconds")].toDouble() > 0.0);
        QCOMPARE(json[QStringLiteral("reference_before")][QStringLiteral("traces")].toInt(), 20);
        QVERIFY(readAdapter(a.out));
        QVERIFY(!std::filesystem::exists(path("obst.safetensors.learning")));
        const auto models = loadModels({a.out.string()}, "cpu");
        QVERIFY2(models && models->picker, models ? "" : models.error().message.c_str());
        QCOMPARE(models->versions(), json[QStringLiteral("after")][QStringLiteral("model")].toString().toStdString());
    }
    void refusesWhatMakesNoSense()
    {
        AdaptArguments a;
        a.out = path("none.safetensors");
        a.model = "/no/such/weights.safetensors";
        a.data = {"/no/such/set.h5"};
        QCOMPARE(runAdapt(a), 1);
        CLI::App app;
        addAdaptCommand(app);
        for (const char* wrong : {"adapt --data x --out y --shots 0", "adapt --data x", "adapt --data x --out y --split-by month", "adapt --data x --out y --scope half"})
            QVERIFY_THROWS_EXCEPTION(CLI::ParseError, app.parse(wrong));
    }

private:
    std::filesystem::path path(const char* name) const { return std::filesystem::path(m_folder->path().toStdString()) / name; }
    std::unique_ptr<QTemporaryDir> m_folder;
    AdaptationOptions m_options;
};

QTEST_GUILESS_MAIN(adapt_command_test)
#include "adapt_command_test.moc"
