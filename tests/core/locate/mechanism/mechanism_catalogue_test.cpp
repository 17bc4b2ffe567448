#include "core/catalog/resource_id.h"
#include "core/locate/mechanism/mechanism_catalogue.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

const FaultPlane truth{320.0, 80.0, 170.0};

/// Polarities of a known mechanism at stations all around; each has P and S arrivals.
Event madeUpEvent()
{
    Event out;
    out.id = "smi:local.seisdesk/event/1";
    Origin origin;
    origin.id = "smi:local.seisdesk/origin/1";
    for (int i = 0; i < 16; ++i) {
        const double azimuth = 22.5 * i + 4.0, takeoff = 60.0 + 5.0 * (i % 9);
        for (const char* phase : {"P", "S"}) {
            Pick pick;
            pick.id = "smi:local.seisdesk/pick/" + std::to_string(i) + phase;
            pick.waveform = {"XX", "S" + std::to_string(i), "", "HHZ"};
            pick.phaseHint = phase;
            if (*phase == 'P') pick.polarity = radiationOfP(truth, azimuth, takeoff) > 0.0 ? Polarity::Positive : Polarity::Negative;
            Arrival arrival;
            arrival.id = "smi:local.seisdesk/arrival/" + std::to_string(i) + phase;
            arrival.pickId = pick.id;
            arrival.phase = phase;
            arrival.azimuthDegrees = azimuth;
            arrival.takeoffAngleDegrees = *phase == 'P' ? takeoff : takeoff + 1.0;
            out.picks.push_back(pick);
            origin.arrivals.push_back(arrival);
        }
        Amplitude p, s;
        p.type = "AP", s.type = "AS";
        p.waveform = s.waveform = {"XX", "S" + std::to_string(i), "", "HHZ"};
        p.genericAmplitude.value = 1e-6;
        s.genericAmplitude.value = 1e-6 * std::pow(10.0, expectedDecades(truth, {"", azimuth, takeoff, takeoff + 1.0, 0.0, 1.0}, 1.73));
        out.amplitudes.insert(out.amplitudes.end(), {p, s});
    }
    out.origins = {origin};
    return out;
}

}  // namespace

class MechanismCatalogueTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dataAreThoseOfTheArrivals()
    {
        Event e = madeUpEvent();
        const MechanismData data = mechanismData(e);
        QCOMPARE(data.motions.size(), std::size_t{16});
        QCOMPARE(data.ratios.size(), std::size_t{16});
        QVERIFY(data.motions[3].station == "XX.S3" && data.motions[3].azimuthDegrees == 71.5 && data.ratios[0].takeoffSDegrees == data.ratios[0].takeoffPDegrees + 1.0);
        e.picks[0].status = Review::Rejected;
        e.picks[2].onset = OnsetQuality::Questionable;
        e.picks[4].polarity = Polarity::Undecidable;
        e.origins[0].arrivals[6].takeoffAngleDegrees.reset();
        const MechanismData fewer = mechanismData(e);
        QCOMPARE(fewer.motions.size(), std::size_t{13});
        QCOMPARE(fewer.motions[0].weight, 0.5);
        QVERIFY(mechanismData(Event{}).motions.empty());
    }
    void thereAndBack()
    {
        Event e = madeUpEvent();
        const MechanismData data = mechanismData(e);
        const Mechanism found = mechanism(data.motions, data.ratios).value();
        QVERIFY(kaganAngle(found.best.plane, truth) < 12.0);
        putMechanism(e, found, {}, Time{} + std::chrono::hours(1));
        const Event once = e;
        putMechanism(e, found, {}, Time{} + std::chrono::hours(1));
        QVERIFY(e == once);
        const FocalMechanism* own = ownMechanism(e);
        QVERIFY(own && isLegalId(own->id) && own->mode == Mode::Automatic && e.preferredFocalMechanismId == own->id && own->triggeringOriginId == e.origins[0].id);
        QVERIFY(*faultPlane(*own) == found.best.plane && own->stationPolarityCount == 16);
        const FaultPlane other{own->nodalPlane2->strike.value, own->nodalPlane2->dip.value, own->nodalPlane2->rake.value};
        QVERIFY(kaganAngle(other, found.best.plane) < 0.01);
        QVERIFY(own->comments.front().text.find("quality") == 0 && own->comments.front().text.find("16 ratios") != std::string::npos);
        e.preferredFocalMechanismId = "smi:theirs/fm/1";
        putMechanism(e, found, {}, {});
        QCOMPARE(e.preferredFocalMechanismId, std::string("smi:theirs/fm/1"));
    }
};

QTEST_APPLESS_MAIN(MechanismCatalogueTest)
#include "mechanism_catalogue_test.moc"
