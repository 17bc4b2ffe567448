#include "core/io/huge_pages.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;

class HugePagesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void vectorsOfAnySizeAreZeros()
    {
        for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{1000}, std::size_t{3} << 20}) {
            std::vector<float> values;
            fillLarge(values, size);
            QCOMPARE(values.size(), size);
            QVERIFY(std::ranges::all_of(values, [](float v) { return v == 0.0F; }));
        }
    }
    void memoryThatIsInUseKeepsItsContent()
    {
        std::vector<char> bytes((std::size_t{5} << 20) + 17);
        for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31 >> 3);
        const std::vector<char> before = bytes;
        for (const std::size_t from : {std::size_t{0}, std::size_t{1}, std::size_t{4097}}) wantHugePages(bytes.data() + from, bytes.size() - from);
        wantHugePages(nullptr, 0);
        QVERIFY(bytes == before);
    }
};

QTEST_APPLESS_MAIN(HugePagesTest)
#include "huge_pages_test.moc"
