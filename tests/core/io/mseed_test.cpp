#include "core/io/mseed.h"

#include "tests/support/test_data.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <map>
#include <numeric>

using namespace seisdesk;

namespace {

struct Golden {
    std::string stream;
    std::int64_t startNs = 0;
    double rateHz = 0, sum = 0, first = 0, last = 0;
    std::size_t samples = 0;
};

/// File below shared data -> its stretches, as ObsPy reads them.
std::map<std::string, std::vector<Golden>> golden()
{
    std::map<std::string, std::vector<Golden>> out;
    QFile file(QString::fromStdString(test::sourceFile("golden/mseed.csv").string()));
    if (!file.open(QIODevice::ReadOnly)) return out;
    file.readLine();
    while (!file.atEnd()) {
        const QList<QByteArray> f = file.readLine().trimmed().split(',');
        out[f[0].toStdString()].push_back({f[1].toStdString(), f[2].toLongLong(), f[3].toDouble(), f[5].toDouble(), f[6].toDouble(), f[7].toDouble(),
                                           static_cast<std::size_t>(f[4].toLongLong())});
    }
    return out;
}

std::vector<Golden> summary(const std::vector<Trace>& traces)
{
    std::vector<Golden> out;
    for (const Trace& trace : traces)
        for (const Segment& s : trace.segments) {
            double sum = 0;
            for (std::size_t i = 0; i < s.size(); ++i)
                if (!std::isnan(s.valueAt(i))) sum += s.valueAt(i);
            out.push_back({trace.id.text(), s.start.time_since_epoch().count(), s.sampleRateHz, sum, s.valueAt(0), s.valueAt(s.size() - 1), s.size()});
        }
    return out;
}

bool same(double a, double b, double scale = 1.0) { return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-9 * std::max(scale, std::abs(b)); }

QByteArray text(const std::vector<Golden>& all)
{
    QByteArray out;
    for (const Golden& g : all)
        out += g.stream + ' ' + std::to_string(g.startNs) + ' ' + std::to_string(g.rateHz) + ' ' + std::to_string(g.samples) + ' ' + std::to_string(g.sum) + '\n';
    return out;
}

bool sameStretches(const std::vector<Golden>& got, const std::vector<Golden>& want)
{
    if (got.size() != want.size()) return false;
    for (std::size_t i = 0; i < got.size(); ++i)
        if (got[i].stream != want[i].stream || got[i].startNs != want[i].startNs || !same(got[i].rateHz, want[i].rateHz) ||
            got[i].samples != want[i].samples || !same(got[i].sum, want[i].sum) || !same(got[i].first, want[i].first) || !same(got[i].last, want[i].last))
            return false;
    return true;
}

}  // namespace

class MseedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithObsPy_data()
    {
        QTest::addColumn<QString>("file");
        for (const auto& [file, rows] : golden()) QTest::newRow(file.c_str()) << QString::fromStdString(file);
    }
    void agreesWithObsPy()
    {
        QFETCH(QString, file);
        static const auto all = golden();
        const auto path = test::shared("data/" + file.toStdString());
        if (path.empty()) QSKIP(test::needShared("data/" + file.toStdString()).c_str());
        std::vector<ReadIssue> issues;
        const auto traces = readMiniSeed(path, {}, {}, issues);
        QVERIFY2(traces, traces ? "" : traces.error().message.c_str());
        const auto got = summary(*traces);
        const auto& want = all.at(file.toStdString());
        for (const ReadIssue& issue : issues) qInfo("%s", issue.message.c_str());
        QVERIFY2(sameStretches(got, want), ("got\n" + text(got) + "want\n" + text(want)).constData());
    }
};

QTEST_APPLESS_MAIN(MseedTest)
#include "mseed_test.moc"
