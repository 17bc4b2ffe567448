#include "core/synth/station_record.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <thread>

using namespace seisdesk::synth;
using seisdesk::Polarity;

namespace {

bool same(const StationRecord& a, const StationRecord& b)
{
    for (std::size_t c = 0; c < 3; ++c)
        if (a.rows[c].size() != b.rows[c].size() || std::memcmp(a.rows[c].data(), b.rows[c].data(), a.rows[c].size() * sizeof(float)) != 0) return false;
    return a.events.size() == b.events.size() && a.instrument == b.instrument;
}

double rms(const std::vector<float>& row, double from, double to)
{
    double sum = 0.0, mean = 0.0, n = 0.0;
    for (auto k = static_cast<std::size_t>(from); k < static_cast<std::size_t>(to); ++k) mean += row[k], ++n;
    for (auto k = static_cast<std::size_t>(from); k < static_cast<std::size_t>(to); ++k) sum += std::pow(row[k] - mean / n, 2.0);
    return std::sqrt(sum / n);
}

}  // namespace

class StationRecordTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sameSeedSameRecordInEveryThread()
    {
        const RecordOptions options;
        std::vector<StationRecord> records(4);
        std::vector<std::thread> threads;
        for (auto& record : records) threads.emplace_back([&] { record = stationRecord(42, options); });
        for (auto& thread : threads) thread.join();
        for (const auto& record : records) QVERIFY(same(record, records[0]));
        QVERIFY(!same(stationRecord(43, options), records[0]));
    }
    void sharesAndLabels()
    {
        const RecordOptions options;
        int withoutEvent = 0, several = 0, vertical = 0, p = 0, s = 0, events = 0, decided = 0, up = 0, gaps = 0;
        const int total = 1500;
        for (std::uint64_t seed = 0; seed < total; ++seed) {
            const StationRecord r = stationRecord(seed, options);
            withoutEvent += r.events.empty();
            several += r.events.size() > 1;
            QVERIFY(r.nativeRateHz >= 20.0 && r.nativeRateHz <= 500.0);
            std::array<bool, 3> missing{};
            for (std::size_t c = 0; c < 3; ++c) {
                QCOMPARE(r.rows[c].size(), options.samples);
                std::size_t nan = 0;
                for (const float v : r.rows[c]) {
                    QVERIFY(!std::isinf(v));
                    nan += std::isnan(v);
                }
                missing[c] = nan == options.samples;
                gaps += c == 0 && nan > 0 && !missing[c];
            }
            vertical += missing == std::array{false, true, true};
            for (const RecordedEvent& e : r.events) {
                ++events, p += e.pSample.has_value(), s += e.sSample.has_value();
                for (const auto& onset : {e.pSample, e.sSample}) {
                    if (!onset) continue;
                    QVERIFY(*onset >= 0.0 && *onset <= static_cast<double>(options.samples) - 1.0);
                    bool recorded = false;
                    for (const auto& row : r.rows) recorded = recorded || !std::isnan(row[static_cast<std::size_t>(*onset)]);
                    QVERIFY(recorded);
                }
                if (e.pSample && e.sSample) QVERIFY(*e.pSample < *e.sSample);
                QCOMPARE(e.polarity == Polarity::Unset, !e.pSample.has_value());
                decided += e.polarity == Polarity::Positive || e.polarity == Polarity::Negative, up += e.polarity == Polarity::Positive;
                QVERIFY(e.magnitude >= -1.0 && e.magnitude <= 7.0);
                QVERIFY(e.backAzimuthDeg >= 0.0 && e.backAzimuthDeg < 360.0);
            }
        }
        const double none = withoutEvent / double(total);  // some that hold one, but hide it, among them
        QVERIFY2(none > options.noiseOnlyShare - 0.03 && none < options.noiseOnlyShare + 0.06, qPrintable(QString::number(none)));
        QVERIFY(several > 0.12 * total && several < 0.3 * total);
        QVERIFY(std::abs(vertical / double(total) - 0.12) < 0.03);
        QVERIFY(gaps > 0.005 * total && gaps < 0.05 * total);
        QVERIFY(p > 0.75 * events && s > 0.8 * events);
        QVERIFY(decided > 0.25 * events && std::abs(up - decided / 2.0) < 4.0 * std::sqrt(decided / 4.0));
    }
    // Where the labels promise 20 dB, the trace shows it; and the trace is quiet until P.
    void labelledOnsetsShow()
    {
        const RecordOptions options{100.0, 9000, 0.0, 0.0};
        int shown = 0, total = 0;
        for (std::uint64_t seed = 5000; seed < 5400; ++seed) {
            const StationRecord r = stationRecord(seed, options);
            if (r.events.size() != 1 || !r.events[0].pSample || r.events[0].snrDb < 25.0 || r.instrument == "broadband") continue;
            const double at = *r.events[0].pSample;
            if (at < 300.0 || at > 8700.0) continue;
            const double before = rms(r.rows[0], at - 200.0, at - 1.0), after = rms(r.rows[0], at, at + 200.0);
            if (std::isnan(before + after)) continue;
            shown += after > 2.0 * before;
            ++total;
        }
        QVERIFY(total > 30);
        QVERIFY2(shown > 0.9 * total, qPrintable(QStringLiteral("%1 of %2").arg(shown).arg(total)));
    }
    // Larger events last longer and hold lower frequencies; nothing above half the digitiser's rate.
    void slowDigitisersLeaveTheTopEmpty()
    {
        RecordOptions options;
        options.noiseOnlyShare = 1.0;
        int slow = 0;
        for (std::uint64_t seed = 0; seed < 400; ++seed) {
            const StationRecord r = stationRecord(seed, options);
            if (r.nativeRateHz > 20.0 || std::isnan(r.rows[0][0])) continue;
            double jump = 0.0, power = 0.0;  // second differences see the top of the band
            for (std::size_t k = 5; k + 2 < 2000; ++k) {
                jump += std::pow(r.rows[0][k + 1] - 2.0 * r.rows[0][k] + r.rows[0][k - 1], 2.0);
                power += std::pow(r.rows[0][k + 5] - 2.0 * r.rows[0][k] + r.rows[0][k - 5], 2.0);
            }
            if (power > 1e6) QVERIFY(jump < 0.3 * power);
            slow += power > 1e6;
        }
        QVERIFY(slow > 2);
    }
    void otherRatesAndLengths()
    {
        for (const auto& [rate, samples] : {std::pair{50.0, std::size_t{8192}}, {200.0, std::size_t{6000}}, {100.0, std::size_t{3001}}}) {
            const StationRecord r = stationRecord(7, {rate, samples, 0.0, 0.5});
            QCOMPARE(r.rows[0].size(), samples);
            QCOMPARE(r.sampleRateHz, rate);
        }
    }
};

QTEST_APPLESS_MAIN(StationRecordTest)
#include "station_record_test.moc"
