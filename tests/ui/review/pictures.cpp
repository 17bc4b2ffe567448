// Draws the location panel and the map in many states: review_pictures FOLDER. To be looked at after a change of either.

#include "core/session/live_locator.h"
#include "tests/ui/review/scenes.h"
#include "ui/map/map_panel.h"
#include "ui/review/location_panel.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QDir>
#include <QSplitter>
#include <QTest>

using namespace seisdesk;
using test::ReviewScene;

namespace {

struct Shot {
    QString name;
    ReviewScene scene;
    ReviewState state;
};

void draw(const Shot& shot, ThemeChoice theme, const QString& folder)
{
    const Palette palette = applyTheme(*qApp, theme, false);
    QSplitter window;
    auto* location = new LocationPanel;
    auto* map = new MapPanel;
    window.addWidget(location);
    window.addWidget(map);
    window.resize(1120, 640);
    window.setSizes({430, 690});
    window.show();
    location->setPalette(palette);
    map->setPalette(palette);
    location->setModels({QStringLiteral("iasp91"), QStringLiteral("southern-california")}, QStringLiteral("southern-california"));
    location->setCorrections(shot.state.hasEvent ? 22 : 0, true);
    location->setState(shot.state);
    if (shot.state.hasEvent) {
        map->setStations(mapStations(shot.scene.inventory, shot.state));
        std::vector<MapEvent> others;
        std::mt19937 random(5);
        std::normal_distribution<double> across(0.0, 15.0);
        for (int i = 0; i < 120; ++i) others.push_back({"e" + std::to_string(i), shot.scene.source.moved(across(random), across(random)), {}, 5.0, 1.0 + 0.02 * i});
        map->setEvents(others);
        map->setOrigins({{shot.scene.source.moved(1.5, -2.5), "CI"}});
    }
    map->setState(shot.state);
    if (!shot.state.touched.empty()) location->select(Id::parse(shot.state.touched).value());
    QTest::qWait(60);
    map->fit();
    static_cast<void>(QTest::qWaitFor([&] { return !map->base().busy(); }, 5000));
    QTest::qWait(120);
    window.grab().save(folder + QStringLiteral("/review_%1_%2.png").arg(shot.name, theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light")));
}

}  // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("pictures");
    QDir().mkpath(folder);
    std::vector<Shot> shots;
    shots.push_back({QStringLiteral("empty"), ReviewScene(3), {}});
    const ReviewScene usual(12, 0.12);
    shots.push_back({QStringLiteral("usual"), usual, test::stateOf(usual)});
    shots.back().state.touched = shots.back().state.picks[2].id;
    shots.back().state.picks[7].enabled = false;
    shots.push_back({QStringLiteral("dragged"), usual, test::stateOf(usual)});
    test::drag(shots.back().state, 0, 2.5);
    ReviewScene many(60, 0.2, 220.0);
    for (std::size_t i = 0; i < many.inventory.stations.size(); i += 3) {
        const std::string code = many.inventory.stations[i].code + "LONGNAME";
        many.inventory.stations[i].code = code;
        many.labels[2 * i].stream.station = many.labels[2 * i + 1].stream.station = code;
    }
    shots.push_back({QStringLiteral("many"), many, test::stateOf(many)});
    ReviewScene few(2);
    shots.push_back({QStringLiteral("one_station"), few, {}});
    ReviewState& state = shots.back().state;
    state = test::stateOf(few);
    LabelSet labels;
    if (!labels.apply({"all", {}, few.labels})) return 1;
    const ReviewInputs inputs = reviewInputs(few.event, labels, few.inventory);
    LocateRequest request;
    request.times = test::reviewTimes();
    request.picks = inputs.picks;
    request.estimates = inputs.estimates;
    const LocateAnswer made = answer(request, {});
    state.location = *made.location;
    state.fromOneStation = made.fromOneStation;
    state.problem.clear();
    ReviewScene none(2);
    for (Label& label : none.labels) label.source = {};
    shots.push_back({QStringLiteral("too_few"), none, test::stateOf(none)});
    for (const Shot& shot : shots)
        for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) draw(shot, theme, folder);
    return 0;
}
