#include "core/model/window_queue.h"

#include "core/model/window.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace seisdesk;

namespace {

constexpr std::size_t length = 7;

std::vector<PassLine> randomLines(std::mt19937& random)
{
    std::vector<PassLine> out(std::uniform_int_distribution<std::size_t>(0, 5)(random));
    Contract contract;
    contract.windowSamples = length;
    for (PassLine& line : out) {
        line.size = std::uniform_int_distribution<std::size_t>(0, 40)(random);
        line.starts = windowStarts(line.size, contract, std::uniform_real_distribution<double>(0.0, 0.9)(random));
    }
    return out;
}

}  // namespace

class window_queue_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// In whatever pieces the samples come, and whenever windows are taken, they are the windows that hold anything, in order.
    void givesTheWindowsThatHoldAnything()
    {
        std::mt19937 random(1);
        for (int round = 0; round < 500; ++round) {
            const auto lines = randomLines(random);
            const std::vector<std::size_t> axes = round % 2 ? std::vector<std::size_t>{0, 1, 2} : std::vector<std::size_t>{1};
            std::vector<std::vector<float>> records;
            std::vector<QueuedWindow> wanted;
            std::int64_t first = 0;
            for (std::size_t l = 0; l < lines.size(); ++l) {
                const std::size_t size = lines[l].size;
                std::vector<float>& rows = records.emplace_back(3 * size, 1.0f);
                for (int axis = 0; axis < 3; ++axis)
                    for (std::size_t i = 0; i < size;) {  // stretches with and without samples
                        const std::size_t end = std::min(size, i + std::uniform_int_distribution<std::size_t>(1, 20)(random));
                        const float value = random() % 2 ? 1.0f : random() % 2 ? std::nanf("") : INFINITY;
                        for (; i < end; ++i) rows[static_cast<std::size_t>(axis) * size + i] = value;
                    }
                for (const std::size_t start : lines[l].starts) {
                    const std::size_t last = std::min(size, start + length);
                    bool any = false;
                    for (const std::size_t axis : axes)
                        for (std::size_t i = start; i < last; ++i) any = any || std::isfinite(rows[axis * size + i]);
                    if (any) wanted.push_back({first + static_cast<std::int64_t>(start), static_cast<std::int64_t>(last - start), l, start});
                }
                first += static_cast<std::int64_t>(size);
            }
            WindowQueue queue(lines, length, axes);
            QCOMPARE(queue.size(), static_cast<std::size_t>(first));
            std::vector<QueuedWindow> got;
            const auto takeSome = [&](bool all) {
                const std::size_t count = all ? queue.ready().size() : std::min<std::size_t>(queue.ready().size(), random() % 4);
                const std::size_t before = queue.finishedBefore();
                if (!got.empty() && static_cast<std::size_t>(got.back().start) > before) QFAIL("samples were finished too early");
                for (const QueuedWindow& w : queue.ready().first(count)) {
                    QVERIFY(static_cast<std::size_t>(w.start + w.available) <= queue.filled());
                    QVERIFY(before <= static_cast<std::size_t>(w.start));
                    got.push_back(w);
                }
                queue.take(count);
                QVERIFY(queue.finishedBefore() >= before && queue.finishedBefore() <= queue.filled());
            };
            for (std::size_t l = 0; l < lines.size(); ++l)
                for (std::size_t at = 0; at < lines[l].size;) {
                    const std::size_t count = std::min(lines[l].size - at, std::uniform_int_distribution<std::size_t>(1, 15)(random));
                    std::vector<float> chunk;
                    for (std::size_t axis = 0; axis < 3; ++axis)
                        for (std::size_t i = 0; i < count; ++i) chunk.push_back(records[l][axis * lines[l].size + at + i]);
                    QVERIFY(queue.received(chunk, count));
                    at += count;
                    takeSome(false);
                }
            takeSome(true);
            QVERIFY(queue.complete());
            QCOMPARE(queue.finishedBefore(), queue.size());
            QCOMPARE(got.size(), wanted.size());
            for (std::size_t i = 0; i < got.size(); ++i)
                QVERIFY(got[i].start == wanted[i].start && got[i].available == wanted[i].available && got[i].line == wanted[i].line && got[i].startInLine == wanted[i].startInLine);
        }
    }

    void refusesSamplesBeyondTheLine()
    {
        const std::vector<PassLine> lines{{5, {0}, {}}, {3, {0}, {}}};
        WindowQueue queue(lines, 4, {0, 1, 2});
        QVERIFY(!queue.received(std::vector<float>(18), 6));
        QVERIFY(!queue.received(std::vector<float>(17), 5));
        QVERIFY(queue.received(std::vector<float>(15), 5));
        QVERIFY(queue.received(std::vector<float>(9), 3));
        QVERIFY(!queue.received(std::vector<float>(3), 1));
        QVERIFY(queue.complete());
    }
};

QTEST_APPLESS_MAIN(window_queue_test)
#include "window_queue_test.moc"
