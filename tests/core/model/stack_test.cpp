#include "core/model/stack.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;

class stack_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void averagesByWeightWhereWindowsOverlap()
    {
        Stack s(2, 6);
        const std::vector<float> weights{1, 1, 1, 1};
        s.add(0, std::vector<float>{1, 1, 1, 1, 5, 5, 5, 5}, weights);
        s.add(2, std::vector<float>{2, 2, 2, 2, 7, 7, 7, 7}, std::vector<float>{3, 3, 3, 3});
        QCOMPARE(s.curve(0, 0, 6), (std::vector<float>{1, 1, 1.75f, 1.75f, 2, 2}));
        QCOMPARE(s.curve(1, 2, 2), (std::vector<float>{6.5f, 6.5f}));
    }

    void whatNoWindowCoversIsNotANumber()
    {
        Stack s(1, 5);
        s.mask(1);
        s.add(0, std::vector<float>{1, 1, 1}, std::vector<float>{1, 1, 1});
        QVERIFY(s.covered(0) && !s.covered(1) && s.masked(1) && !s.covered(3) && !s.masked(3));
        const auto c = s.curve(0, 0, 5);
        QVERIFY(c[0] == 1.0f && std::isnan(c[1]) && c[2] == 1.0f && std::isnan(c[3]));
    }

    void whatReachesPastTheEndIsLeftOut()
    {
        Stack s(2, 2);
        s.add(1, std::vector<float>{1, 2, 3, 4}, std::vector<float>{1, 1});
        QCOMPARE(s.curve(1, 1, 1), (std::vector<float>{3}));
        s.add(2, std::vector<float>{1, 2, 3, 4}, std::vector<float>{1, 1});
        s.add(99, std::vector<float>{1, 2, 3, 4}, std::vector<float>{1, 1});
        QVERIFY(!s.covered(0));
    }

    void largestOfThoseThatSee()
    {
        Stack s(1, 7, Stacking::Maximum);
        s.mask(5);
        const std::vector<float> weights{0, 1, 1, 0};
        s.add(0, std::vector<float>{9, -2, 1, 9}, weights);
        s.add(1, std::vector<float>{9, 3, -1, 9}, weights);
        s.add(4, std::vector<float>{9, 4, 9, 9}, weights);
        const auto c = s.curve(0, 0, 7);
        QVERIFY(std::isnan(c[0]) && std::isnan(c[4]) && std::isnan(c[5]));
        QVERIFY(c[1] == -2.0f && c[2] == 3.0f && c[3] == -1.0f && c[6] == 9.0f);
    }
};

QTEST_APPLESS_MAIN(stack_test)
#include "stack_test.moc"
