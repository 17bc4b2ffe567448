// Draws the trace view in many states into PNG files, to be looked at: trace_pictures FOLDER [RECORDS...].

#include "tests/ui/trace/scene.h"
#include "ui/trace/trace_view.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <cstdio>

using namespace seisdesk;

namespace {

void save(TraceView& view, const QDir& folder, const QString& name)
{
    QTest::qWait(250);  // curves and filters arrive
    const QPixmap picture = view.grab();
    const QString file = folder.filePath(name + QStringLiteral(".png"));
    std::printf("%s %s\n", picture.save(file) ? "wrote" : "COULD NOT WRITE", qPrintable(file));
}

void demo(const QDir& folder, bool dark)
{
    const QString theme = dark ? QStringLiteral("dark-") : QStringLiteral("light-");
    test::Scene scene;
    TraceView view(scene.session());
    view.setPalette(dark ? Palette::darkTheme() : Palette::light());
    view.resize(1400, 860);
    view.show();
    save(view, folder, theme + QStringLiteral("empty"));
    scene.addDemo(4, true);
    scene.addCurves();
    view.perform(QStringLiteral("sort.distance"));
    save(view, folder, theme + QStringLiteral("12"));
    // A judged, a rejected and a moved pick, seen close.
    const auto labels = scene.session().labels().values();
    view.goToLabel(labels[0].id);
    view.perform(QStringLiteral("pick.confirm"));
    view.goToLabel(labels[1].id);
    view.perform(QStringLiteral("onset.emergent"));
    view.goToLabel(labels[2].id);
    view.perform(QStringLiteral("pick.reject"));
    view.perform(QStringLiteral("show.rejected"));
    view.goToLabel(labels[0].id);
    ViewOptions options = view.options();
    options.rowHeight = 96;
    view.setOptions(options);
    view.setSpan({labels[0].time - std::chrono::seconds(8), labels[0].time + std::chrono::seconds(22)});
    QTest::mouseMove(&view, QPoint(700, 300));
    save(view, folder, theme + QStringLiteral("close"));
    view.setPickPhase(QStringLiteral("S"));
    QTest::mousePress(&view, Qt::LeftButton, {}, QPoint(640, 250));
    QTest::mouseMove(&view, QPoint(664, 285));
    save(view, folder, theme + QStringLiteral("dragging"));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, QPoint(664, 285));
    view.setPickPhase({});
    view.setSpan({labels[0].time - std::chrono::milliseconds(150), labels[0].time + std::chrono::milliseconds(350)});
    save(view, folder, theme + QStringLiteral("samples"));
    view.showAll();
    options = view.options();
    options.filterOn = true;
    options.align = TraceAlign::P;
    options.components = ComponentMode::Vertical;
    options.rowHeight = 64;
    view.setOptions(options);
    view.setSpan({Time(std::chrono::seconds(-10)), Time(std::chrono::seconds(40))});
    save(view, folder, theme + QStringLiteral("aligned"));
}

void many(const QDir& folder, bool dark)
{
    const QString theme = dark ? QStringLiteral("dark-") : QStringLiteral("light-");
    test::Scene scene;
    scene.addDemo(22, true);
    scene.addCurves();
    TraceView view(scene.session());
    view.setPalette(dark ? Palette::darkTheme() : Palette::light());
    view.resize(1400, 860);
    view.show();
    view.perform(QStringLiteral("sort.distance"));
    view.perform(QStringLiteral("rows.fit"));
    save(view, folder, theme + QStringLiteral("66"));
    view.perform(QStringLiteral("scale.common"));
    view.perform(QStringLiteral("components.Z"));
    view.perform(QStringLiteral("rows.fit"));
    save(view, folder, theme + QStringLiteral("22-vertical-common"));
}

void odd(const QDir& folder)
{
    test::Scene scene;
    std::vector<float> x(6000);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(1e5 * std::sin(static_cast<double>(i) * 0.02) * std::sin(static_cast<double>(i) * 0.31));
    for (float& v : x) v = std::clamp(v, -70000.0f, 70000.0f);
    std::vector<float> holes = x;
    std::fill(holes.begin() + 2000, holes.begin() + 2600, std::nanf(""));
    const Time t = test::Scene::start;
    Trace gappy{{"LONGNET", "VERYLONGSTATION", "LOCATION", "CHANNELZ"}, {makeSegment(t, 100.0, x), makeSegment(t + std::chrono::seconds(75), 100.0, x), makeSegment(t + std::chrono::seconds(120), 100.0, x)}};
    scene.add({gappy, Trace{{"XX", "NAN", "00", "HHZ"}, {makeSegment(t, 100.0, holes)}}, Trace{{"XX", "FLAT", "", "HHZ"}, {makeSegment(t, 100.0, std::vector<float>(9000, 5.0f))}},
               Trace{{"XX", "SLOW", "", "LHZ"}, {makeSegment(t, 1.0, {x.begin(), x.begin() + 150})}}});
    TraceView view(scene.session());
    view.resize(1200, 420);
    view.show();
    save(view, folder, QStringLiteral("light-odd"));
    view.perform(QStringLiteral("components.Z"));
    ViewOptions options = view.options();
    options.stationFilter = QStringLiteral("NOWHERE");
    view.setOptions(options);
    save(view, folder, QStringLiteral("light-nothing"));
    test::Scene crowd;
    crowd.addNoise(300, 3600.0, 50.0, t);
    TraceView wide(crowd.session());
    wide.resize(1600, 900);
    wide.show();
    wide.perform(QStringLiteral("rows.fit"));
    save(wide, folder, QStringLiteral("light-300"));
}

}  // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    app.setStyle(QStringLiteral("Fusion"));
    const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
    folder.mkpath(QStringLiteral("."));
    for (const bool dark : {false, true}) {
        demo(folder, dark);
        many(folder, dark);
    }
    odd(folder);
    if (argc > 2) {
        test::Scene scene;
        scene.session().addFiles(std::vector<std::string>(argv + 2, argv + argc));
        TraceView view(scene.session());
        view.resize(1400, 860);
        view.show();
        if (!QTest::qWaitFor([&] { return !scene.session().traces().empty(); }, 120000)) std::printf("no traces were read\n");
        save(view, folder, QStringLiteral("records"));
        view.perform(QStringLiteral("rows.fit"));
        view.perform(QStringLiteral("filter.toggle"));
        QTest::qWait(4000);
        save(view, folder, QStringLiteral("records-fit-filtered"));
        const TimeSpan all = scene.session().span();
        view.setSpan({all.begin + std::chrono::minutes(12), all.begin + std::chrono::minutes(20)});
        view.perform(QStringLiteral("components.Z"));
        view.perform(QStringLiteral("rows.fit"));
        save(view, folder, QStringLiteral("records-vertical"));
    }
    return 0;
}
