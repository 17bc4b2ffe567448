// The list of events: what it shows, how it is limited, how one goes through it.

#include "core/catalog/review_state.h"
#include "core/session/session.h"
#include "tests/core/store/temporary_project.h"
#include "ui/panels/event_chooser.h"
#include "ui/panels/event_filter_form.h"
#include "ui/panels/events_model.h"
#include "ui/panels/events_panel.h"
#include "ui/panels/pick_mime.h"
#include "ui/panels/review_look.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QSet>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::test;
using namespace std::chrono_literals;

namespace {

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

Event quake(int n, std::optional<Review> review = {}, double magnitude = 2.0)
{
    Event event;
    event.id = "smi:local/event/" + std::to_string(n);
    event.origins.emplace_back().id = event.id + "/origin";
    event.origins[0].time = parseTime("2019-07-04T17:00:00").value() + std::chrono::minutes(n);
    event.origins[0].latitude.value = 35.0 + 0.1 * n;
    event.origins[0].longitude.value = -117.5;
    event.magnitudes.emplace_back().magnitude.value = magnitude;
    event.descriptions = {{n % 2 ? "Searles Valley" : "Ridgecrest", "region name"}};
    return review ? withReview(event, *review, {}) : event;
}

/// Relative luminance after WCAG.
double luminance(const QColor& c)
{
    const auto part = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(c.redF()) + 0.7152 * part(c.greenF()) + 0.0722 * part(c.blueF());
}
double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

}  // namespace

class EventsTest : public QObject {
    Q_OBJECT
    Folder m_folder;
    JobQueue m_jobs;
    int m_projects = 0;

    std::unique_ptr<Session> session(const std::vector<Event>& events)
    {
        auto out = std::move(*Session::open(m_folder / (std::to_string(m_projects++) + ".seisdesk"), m_jobs));
        if (!out->apply({"Add", {}, {}}, {{}, events})) qFatal("apply");
        return out;
    }
private Q_SLOTS:
    void valuesChangeInPlaceAndListsAnew()
    {
        EventsModel model;
        QAbstractItemModelTester tester(&model, strict);
        model.setEvents({quake(2), quake(1)});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset), changed(&model, &QAbstractItemModel::dataChanged);
        Event moved = quake(2);
        moved.origins[0].time += 1s;
        model.setEvents({moved, quake(1)});
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        model.setEvents({moved, quake(1)});
        QCOMPARE(changed.size(), 1);
        moved.origins[0].time -= 1h;  // now before the other
        model.setEvents({moved, quake(1)});
        QCOMPARE(reset.size(), 1);
        QCOMPARE(model.rowOf(moved.id), 0);
    }
    void picksAreCountedByLabels()
    {
        EventsModel model;
        LabelSet labels;
        Label p = pick("WLF", "P", 1.0), rejected = pick("WLF", "S", 2.0);
        p.event = rejected.event = quake(1).id;
        rejected.review = Review::Rejected;
        QVERIFY(labels.apply({"", {}, {p, rejected}}));
        model.setEvents({quake(1)}, &labels);
        QCOMPARE(model.index(0, EventsModel::Picks).data().toInt(), 1);
    }
    void statesDifferInSignWordAndReadableColour()
    {
        QSet<QString> signs, words;
        for (const Palette& palette : {Palette::light(), Palette::darkTheme()}) {
            QSet<QRgb> colours;
            for (const Review review : {Review::Preliminary, Review::Confirmed, Review::Reviewed, Review::Final, Review::Rejected}) {
                signs << reviewSign(review);
                words << reviewWord(review);
                const QColor colour = reviewColour(review, palette);
                colours << colour.rgb();
                for (const QColor& ground : {palette.background, palette.alternateRow})
                    QVERIFY2(contrast(colour, ground) >= 4.5, qPrintable(reviewWord(review) + QString::number(contrast(colour, ground))));
            }
            QCOMPARE(colours.size(), 5);
        }
        QCOMPARE(signs.size(), 5);
        QCOMPARE(words.size(), 5);
        EventsModel model;
        model.setEvents({quake(1, Review::Reviewed)});
        QCOMPARE(model.index(0, EventsModel::Status).data().toString(), QStringLiteral("● reviewed"));
        QVERIFY(model.index(0, EventsModel::Status).data(Qt::ForegroundRole).value<QColor>() == reviewColour(Review::Reviewed, Palette::light()));
    }
    void theLineBelowCounts()
    {
        std::vector<Event> events;
        for (int i = 0; i < 74; ++i) events.push_back(quake(i, i < 3 ? std::optional(Review::Reviewed) : std::nullopt));
        const auto project = session(events);
        EventsPanel panel;
        panel.setSession(project.get());
        const auto says = [&](const QString& text) {
            for (const QLabel* label : panel.findChildren<QLabel*>())
                if (label->text() == text) return true;
            return false;
        };
        QVERIFY(says(QStringLiteral("74 events, 3 reviewed")));
        panel.findChild<QLineEdit*>()->setText(QStringLiteral("ridgecrest"));
        QTRY_VERIFY(says(QStringLiteral("37 of 74 events, 3 reviewed")));
        panel.findChild<QLineEdit*>()->setText(QStringLiteral("atlantis"));
        QTRY_VERIFY(says(QStringLiteral("0 of 74 events, 3 reviewed")));
    }
    void theFormLimitsAndMarksWhatItCannotRead()
    {
        EventFilterForm form;
        QSignalSpy changed(&form, &EventFilterForm::changed);
        const auto fields = form.findChildren<QLineEdit*>();
        const auto field = [&](const char* name) -> QLineEdit* {
            for (QLineEdit* one : fields)
                if (one->accessibleName() == QLatin1String(name)) return one;
            return nullptr;
        };
        QTest::keyClicks(field("From"), QStringLiteral("2019-07-04T17:30"));
        QTest::keyClicks(field("Smallest magnitude"), QStringLiteral("2.5"));
        QTest::keyClicks(field("Region"), QStringLiteral("35/-117/50km"));
        QVERIFY(changed.size() > 20);
        const EventFilter filter = form.value();
        QVERIFY(filter.from == parseTime("2019-07-04T17:30").value() && filter.smallest == 2.5 && std::holds_alternative<LatLonCircle>(filter.region));
        QVERIFY(!field("Region")->property("invalid").toBool());
        QTest::keyClicks(field("Region"), QStringLiteral("/x"));
        QVERIFY(std::holds_alternative<std::monostate>(form.value().region));
        QVERIFY(field("Region")->property("invalid").toBool());
        form.clear();
        QVERIFY(form.value().empty() && !field("Region")->property("invalid").toBool());
    }
    void keysGoThroughTheListAsItStands()
    {
        const auto project = session({quake(1), quake(2, Review::Final), quake(3)});
        EventsPanel panel;
        panel.setSession(project.get());
        QSignalSpy chosen(&panel, &EventsPanel::chosen);
        QVERIFY(panel.step(1, false));
        QCOMPARE(panel.current(), quake(1).id);
        QVERIFY(panel.step(1, true));
        QCOMPARE(panel.current(), quake(3).id);  // the second is final
        QVERIFY(!panel.step(1, false));
        QCOMPARE(chosen.size(), 2);
        panel.table()->sortByColumn(EventsModel::Time, Qt::DescendingOrder);
        QCOMPARE(panel.current(), quake(3).id);
        QVERIFY(panel.step(1, false));
        QCOMPARE(panel.current(), quake(2).id);
        // What is edited stays selected, wherever it goes.
        Event later = quake(2);
        later.origins[0].time += 1h;
        QVERIFY_RESULT(project->putEvent(later));
        QCOMPARE(panel.current(), quake(2).id);
        QCOMPARE(panel.model()->rowOf(later.id), 0);
        QCOMPARE(chosen.size(), 3);
    }
    void theCurrentOneIsTheFirstOfTheSelected()
    {
        const auto project = session({quake(1), quake(2), quake(3)});
        EventsPanel panel;
        panel.setSession(project.get());
        panel.resize(600, 300);
        panel.show();
        QTableView& table = *panel.table();
        const auto click = [&](int row, Qt::KeyboardModifiers keys) { QTest::mouseClick(table.viewport(), Qt::LeftButton, keys, table.visualRect(panel.model()->index(row, 1)).center()); };
        QSignalSpy chosen(&panel, &EventsPanel::chosen);
        click(0, Qt::NoModifier);
        const auto moves = chosen.size();
        click(2, Qt::ControlModifier);
        QVERIFY((panel.selected() == std::vector<ResourceId>{quake(3).id, quake(1).id}));
        QCOMPARE(chosen.size(), moves);  // choosing a second one does not move the traces
    }
    void picksAreDroppedOnEvents()
    {
        EventsModel model;
        model.setEvents({quake(1), quake(2)});
        QSignalSpy dropped(&model, &EventsModel::picksDropped);
        const std::vector<Id> ids{Id::random(), Id::random()};
        const std::unique_ptr<QMimeData> data(pickMime(ids));
        QVERIFY(!model.dropMimeData(data.get(), Qt::CopyAction, -1, -1, {}));
        QVERIFY(model.dropMimeData(data.get(), Qt::CopyAction, -1, -1, model.index(1, 2)));
        QCOMPARE(dropped.size(), 1);
        QVERIFY(dropped[0][0].value<std::vector<Id>>() == ids);
        QCOMPARE(dropped[0][1].value<ResourceId>(), quake(2).id);
        QMimeData other;
        other.setText(QStringLiteral("text"));
        QVERIFY(!model.canDropMimeData(&other, Qt::CopyAction, -1, -1, model.index(0, 0)));
    }
    void theChooserOffersTheNearestEvent()
    {
        EventChooser chooser(QStringLiteral("Move to"), {quake(1), quake(5), quake(9)}, {}, quake(5).origins[0].time + 20s, Palette::light(), nullptr);
        QCOMPARE(chooser.chosen(), quake(5).id);
        QTest::keyClick(chooser.table(), Qt::Key_Down);
        QCOMPARE(chooser.chosen(), quake(9).id);
    }
    void tenThousandEventsStayFluid()
    {
        std::vector<Event> events;
        for (int i = 0; i < 10'000; ++i) events.push_back(quake(i, i % 3 ? std::nullopt : std::optional(Review::Reviewed), 0.001 * i));
        EventsModel model;
        QElapsedTimer timer;
        timer.start();
        model.setEvents(events);
        const auto filled = timer.restart();
        events[5000].origins[0].latitude.value += 0.01;
        timer.restart();
        model.setEvents(events);
        const auto refreshed = timer.restart();
        EventFilter filter;
        filter.text = "ridgecrest";
        model.setFilter(filter);
        const auto filtered = timer.restart();
        model.sort(EventsModel::Magnitude, Qt::DescendingOrder);
        const auto sorted = timer.restart();
        qInfo("10 000 events: listed in %lld ms, one changed %lld ms, filtered %lld ms, sorted %lld ms", static_cast<long long>(filled), static_cast<long long>(refreshed),
              static_cast<long long>(filtered), static_cast<long long>(sorted));
        QCOMPARE(model.rowCount(), 5000);
        QVERIFY(refreshed < 400 && filtered < 200 && sorted < 200);
    }
};

QTEST_MAIN(EventsTest)
#include "events_test.moc"
