#include "core/model/checkpoint/state_dict.h"

#include <QTest>

#include <array>
#include <bit>
#include <cmath>
#include <limits>

using namespace seisdesk;

class StateDictTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderAndRefusesASecondOfAName()
    {
        StateDict dict;
        QVERIFY(dict.add("b", Tensor::ofFloats({1}, std::array{1.0F})));
        QVERIFY(dict.add("a", Tensor::ofFloats({1}, std::array{2.0F})));
        QVERIFY(!dict.add("b", Tensor::ofFloats({1}, std::array{3.0F})));
        QCOMPARE(dict.size(), std::size_t{2});
        QCOMPARE(dict.begin()->first, std::string("b"));
        QCOMPARE(dict.find("b")->toFloats(), std::vector<float>{1.0F});
        QVERIFY(!dict.contains("c"));
    }
    void convertsEveryHalfPrecisionNumber()
    {
        // All 65536 halves against their definition.
        Tensor tensor{DType::Float16, {65536}, std::vector<std::byte>(131072)};
        for (std::size_t i = 0; i < 65536; ++i) {
            tensor.bytes[2 * i] = static_cast<std::byte>(i & 255);
            tensor.bytes[2 * i + 1] = static_cast<std::byte>(i >> 8);
        }
        const auto values = tensor.toFloats();
        for (int i = 0; i < 65536; ++i) {
            const int exponent = i >> 10 & 31, fraction = i & 1023;
            double expected = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
            if (exponent == 31) expected = fraction ? std::numeric_limits<double>::quiet_NaN() : std::numeric_limits<double>::infinity();
            if (i >> 15) expected = -expected;
            const auto got = static_cast<double>(values[static_cast<std::size_t>(i)]);
            QVERIFY(got == expected || (std::isnan(got) && std::isnan(expected)));
        }
    }
    void convertsTheOtherTypes()
    {
        const auto bytes = [](auto value) {
            const auto raw = std::bit_cast<std::array<std::byte, sizeof value>>(value);
            return std::vector<std::byte>(raw.begin(), raw.end());
        };
        QCOMPARE((Tensor{DType::Int64, {}, bytes(std::int64_t{-7})}.toFloats()), std::vector<float>{-7.0F});
        QCOMPARE((Tensor{DType::Float64, {}, bytes(0.25)}.toFloats()), std::vector<float>{0.25F});
        QCOMPARE((Tensor{DType::BFloat16, {}, bytes(std::uint16_t{0xC040})}.toFloats()), std::vector<float>{-3.0F});
        QCOMPARE((Tensor{DType::UInt8, {}, bytes(std::uint8_t{200})}.toFloats()), std::vector<float>{200.0F});
        QCOMPARE((Tensor{DType::Int8, {}, bytes(std::int8_t{-3})}.toFloats()), std::vector<float>{-3.0F});
        QCOMPARE((Tensor{DType::Int32, {2, 1}, std::vector<std::byte>(8)}.shapeText()), std::string("[2, 1]"));
    }
};

QTEST_APPLESS_MAIN(StateDictTest)
#include "state_dict_test.moc"
