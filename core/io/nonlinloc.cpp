#include "core/io/nonlinloc.h"

#include "core/catalog/resource_id.h"
#include "core/io/issue_counter.h"
#include "core/io/nonlinloc_lines.h"
#include "core/io/text_file.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace seisdesk {

namespace {

using namespace nonlinloc;

constexpr double kmPerDegreeOfSphere = 6371.0 * std::numbers::pi / 180.0;  ///< NonLinLoc's and ObsPy's sphere
constexpr double twoDegreesOfFreedom = 2.30;                               ///< chi squared of 68 % for an ellipse

class EventReader {
public:
    EventReader(const std::filesystem::path& path, std::vector<ReadIssue>& issues) : m_path(path.string()), m_issues(path, issues) {}

    std::optional<Event> read(const Block& block)
    {
        const Words* place = block.line("GEOGRAPHIC");
        const std::size_t ot = place ? place->find("OT") : 0;
        const auto time = place ? timeOf(place->number(ot + 1), place->number(ot + 2), place->number(ot + 3), place->number(ot + 4), place->number(ot + 5), place->number(ot + 6)) : std::nullopt;
        const auto latitude = place ? place->after("Lat") : std::nullopt, longitude = place ? place->after("Long") : std::nullopt;
        if (!time || !latitude || !longitude) return complain(block.number, "begins a hypocentre without a readable GEOGRAPHIC line (OT, Lat, Long)"), std::nullopt;
        const bool placed = std::abs(*latitude) <= 90.0 && std::abs(*longitude) <= 360.0;
        if (!placed) m_issues.add("hypocentres in coordinates of their own", m_path + ": the hypocentre at line " + std::to_string(block.number) + " is not in degrees but in coordinates of its own, so only its picks were read. Locate them again, or run NonLinLoc with a TRANS that is geographic.");
        if (!block.ended) complain(block.number, "begins a hypocentre without END_NLLOC; it was read as far as it goes");

        Event event;
        event.id = idFor(block, *time);
        Origin origin;
        origin.id = event.id + "/origin";
        origin.time = *time;
        origin.latitude.value = *latitude;
        origin.longitude.value = std::remainder(*longitude, 360.0);
        if (const auto km = place->after("Depth")) origin.depthMetres = RealQuantity{1e3 * *km, {}}, origin.depthType = "from location";
        origin.methodId = makeId("local", "nonlinloc");
        const Words* head = block.line("NLLOC");
        const std::string status = head ? head->text(2) : std::string();
        if (status == "REJECTED" || status == "ABORTED" || status == "IGNORED") origin.status = Review::Rejected;
        if (head && !head->text(3).empty()) origin.comments.push_back({origin.id + "/status", status + ": " + head->text(3)});
        if (const Words* signature = block.line("SIGNATURE")) origin.creation = event.creation = creationOf(signature->text(1));
        if (const Words* comment = block.line("COMMENT"); comment && !comment->text(1).empty()) event.comments.push_back({event.id + "/comment", comment->text(1)});
        addQuality(block, origin);
        addUncertainty(block, origin);
        for (const NumberedWords& phase : block.phases) addPhase(phase, event, origin);
        if (!placed) return event;
        addSizes(block, event, origin);
        event.preferredOriginId = origin.id;
        event.origins.push_back(std::move(origin));
        return event;
    }

private:
    void complain(std::size_t number, const std::string& what)
    {
        m_issues.add("lines of NonLinLoc files that could not be read", m_path + ": line " + std::to_string(number) + ' ' + what + ". Correct the line, or leave it out.");
    }

    /// The event's own where NonLinLoc was given one; with a number where a file has the same twice.
    ResourceId idFor(const Block& block, Time time)
    {
        const Words* own = block.line("PUBLIC_ID");
        ResourceId id = own && isLegalId(own->text(1)) ? own->text(1) : makeId("local", "nonlinloc/" + slug(formatTime(time, 3)));
        const ResourceId plain = id;
        for (int n = 2; !m_ids.insert(id).second; ++n) id = plain + '.' + std::to_string(n);
        return id;
    }

    static void addQuality(const Block& block, Origin& origin)
    {
        OriginQuality& q = origin.quality;
        if (const Words* plain = block.line("QUALITY")) {
            q.standardErrorSeconds = plain->known("RMS");
            q.usedPhaseCount = plain->count("Nphs");
            q.azimuthalGapDegrees = plain->known("Gap");
            if (const auto km = plain->known("Dist")) q.minimumDistanceDegrees = *km / kmPerDegreeOfSphere;
        }
        const Words* more = block.line("QML_OriginQuality");
        if (!more) return;
        q.associatedPhaseCount = more->count("assocPhCt");
        q.usedPhaseCount = more->count("usedPhCt");
        q.associatedStationCount = more->count("assocStaCt");
        q.usedStationCount = more->count("usedStaCt");
        q.depthPhaseCount = more->count("depthPhCt");
        q.standardErrorSeconds = more->known("stdErr");
        q.azimuthalGapDegrees = more->known("azGap");
        q.secondaryAzimuthalGapDegrees = more->known("secAzGap");
        if (const std::string level = more->text(more->find("gtLevel") + 1); level != "-") q.groundTruthLevel = level;
        for (const auto& [name, member] : {std::pair{"minDist", &q.minimumDistanceDegrees}, {"maxDist", &q.maximumDistanceDegrees}, {"medDist", &q.medianDistanceDegrees}})
            if (const auto km = more->known(name)) *member = *km / kmPerDegreeOfSphere;
    }

    /// Covariances are of the whole distribution, in km; negative ones come of NonLinLoc's precision and say nothing.
    static void addUncertainty(const Block& block, Origin& origin)
    {
        std::optional<UncertaintyEllipse> ellipse;
        if (const Words* s = block.line("STATISTICS")) {
            const auto xx = s->known("CovXX"), xy = s->after("XY"), yy = s->known("YY"), zz = s->known("ZZ");
            const double shrink = std::max(0.01, std::cos(origin.latitude.value * std::numbers::pi / 180.0));
            if (xx) origin.longitude.uncertainty.symmetric = std::sqrt(*xx) / kmPerDegreeOfSphere / shrink;
            if (yy) origin.latitude.uncertainty.symmetric = std::sqrt(*yy) / kmPerDegreeOfSphere;
            if (zz && origin.depthMetres) origin.depthMetres->uncertainty = {1e3 * std::sqrt(*zz), {}, {}, 68.0};
            if (xx && xy && yy) {
                const double middle = 0.5 * (*xx + *yy), half = std::hypot(0.5 * (*xx - *yy), *xy), azimuth = 90.0 - 90.0 / std::numbers::pi * std::atan2(2.0 * *xy, *xx - *yy);
                ellipse = UncertaintyEllipse{1e3 * std::sqrt(twoDegreesOfFreedom * (middle + half)), 1e3 * std::sqrt(twoDegreesOfFreedom * std::max(0.0, middle - half)), std::fmod(azimuth, 180.0), 68.0};
            }
        }
        if (const Words* told = block.line("QML_OriginUncertainty")) {
            if (const auto km = told->known("horUnc")) origin.horizontalUncertaintyMetres = 1e3 * *km;
            const auto least = told->known("minHorUnc"), most = told->known("maxHorUnc"), azimuth = told->after("azMaxHorUnc");
            if (least && most && azimuth) ellipse = UncertaintyEllipse{1e3 * *most, 1e3 * *least, *azimuth, 68.0};
        }
        origin.ellipse = ellipse;
        if (ellipse) origin.preferredUncertainty = "uncertainty ellipse";
        const Words* e = block.line("QML_ConfidenceEllipsoid");
        if (!e) return;
        const auto major = e->known("semiMajorAxisLength"), minor = e->known("semiMinorAxisLength"), between = e->known("semiIntermediateAxisLength");
        const auto plunge = e->after("majorAxisPlunge"), azimuth = e->after("majorAxisAzimuth"), rotation = e->after("majorAxisRotation");
        if (!major || !minor || !between || !plunge || !azimuth || !rotation) return;
        origin.ellipsoid = ConfidenceEllipsoid{1e3 * *major, 1e3 * *minor, 1e3 * *between, *plunge, *azimuth, *rotation};
        origin.preferredUncertainty = "confidence ellipsoid";
    }

    static void addSizes(const Block& block, Event& event, const Origin& origin)
    {
        if (const Words* q = block.line("QUALITY"))
            for (const auto& [name, type] : {std::pair{"Mamp", "ML"}, {"Mdur", "Md"}}) {
                const auto value = q->after(name), readings = q->number(q->find(name) + 2);
                if (!value || !readings || *value < -9.0 || *readings < 1.0 || *readings > 1e6) continue;
                Magnitude magnitude;
                magnitude.id = event.id + "/magnitude/" + type;
                magnitude.originId = origin.id;
                magnitude.type = type;
                magnitude.magnitude.value = *value;
                magnitude.stationCount = static_cast<int>(*readings);
                if (event.magnitudes.empty()) event.preferredMagnitudeId = magnitude.id;
                event.magnitudes.push_back(std::move(magnitude));
            }
        const Words* m = block.line("FOCALMECH");
        const std::size_t at = m ? m->find("Mech") : 0;
        const auto strike = m ? m->number(at + 1) : std::nullopt, dip = m ? m->number(at + 2) : std::nullopt, rake = m ? m->number(at + 3) : std::nullopt;
        if (!strike || !dip || !rake || m->known("nObs").value_or(0.0) < 1.0) return;
        FocalMechanism mechanism;
        mechanism.id = event.id + "/mechanism";
        mechanism.triggeringOriginId = origin.id;
        mechanism.nodalPlane1 = NodalPlane{{*strike, {}}, {*dip, {}}, {*rake, {}}};
        mechanism.misfit = m->known("mf");
        mechanism.stationPolarityCount = m->count("nObs");
        event.preferredFocalMechanismId = mechanism.id;
        event.focalMechanisms.push_back(std::move(mechanism));
    }

    /// ID Ins Cmp On Pha FM Date HrMn Sec Err ErrMag Coda Amp Per [PriorWt] > TTpred Res Weight X Y Z SDist SAzim RAz RDip RQual Tcorr.
    void addPhase(const NumberedWords& line, Event& event, Origin& origin)
    {
        const Words& w = line.words;
        const std::size_t behind = w.find(">") + 1;
        const std::string date = w.text(6), clock = w.text(7);
        const auto part = [](const std::string& text, std::size_t from, std::size_t size) { return text.size() >= from + size ? parseNumber(std::string_view(text).substr(from, size)) : std::nullopt; };
        const auto time = timeOf(part(date, 0, 4), part(date, 4, 2), part(date, 6, 2), part(clock, 0, 2), part(clock, 2, 2), w.number(8));
        if (behind < 15 || behind > 16 || !time || date.size() != 8) return complain(line.number, "is no phase of NonLinLoc with date, time and '>' behind 14 or 15 words");

        Pick pick;
        Arrival arrival;
        const std::string station = w.text(0), channel = w.text(2), phase = w.text(4);
        const std::size_t dot = station.find('.');
        const bool named = dot != station.npos && dot > 0 && station.find('.', dot + 1) == station.npos && dot + 1 < station.size();
        pick.waveform = {named ? station.substr(0, dot) : std::string(), named ? station.substr(dot + 1) : station, {}, channel == "?" ? std::string() : channel};
        const std::string name = formatTime(*time, 3) + '.' + station + '.' + channel + '.' + phase;
        pick.id = event.id + "/pick/" + slug(name) + '.' + idOf(event.id + name + std::to_string(line.number)).text();
        pick.time = *time;
        if (const auto error = w.number(10); error && *error >= 0.0 && *error < 9999.0) pick.timeUncertainty.symmetric = *error;
        pick.phaseHint = phase;
        const char onset = w.letter(3), motion = w.letter(5);
        pick.onset = onset == 'i' ? OnsetQuality::Impulsive : onset == 'e' ? OnsetQuality::Emergent : OnsetQuality::Unset;
        pick.polarity = motion == 'u' || motion == 'c' ? Polarity::Positive : motion == 'd' ? Polarity::Negative : Polarity::Unset;

        arrival.id = pick.id + "/arrival";
        arrival.pickId = pick.id;
        arrival.phase = phase;
        arrival.timeResidualSeconds = w.number(behind + 1);
        arrival.timeWeight = w.number(behind + 2);
        if (const auto km = w.number(behind + 6); km && *km >= 0.0) arrival.distanceDegrees = *km / kmPerDegreeOfSphere;
        if (const auto azimuth = w.number(behind + 7); azimuth && *azimuth >= 0.0) arrival.azimuthDegrees = azimuth;
        // Of quality 0 it was not computed.
        if (const auto dip = w.number(behind + 9); dip && *dip >= 0.0 && w.number(behind + 10).value_or(0.0) > 0.0) arrival.takeoffAngleDegrees = dip;
        if (const auto correction = w.number(behind + 11); correction && *correction != 0.0) arrival.timeCorrectionSeconds = correction;
        if (!arrival.timeResidualSeconds || !arrival.timeWeight) complain(line.number, "has no readable residual and weight; the pick was kept");
        event.picks.push_back(std::move(pick));
        origin.arrivals.push_back(std::move(arrival));
    }

    std::string m_path;
    IssueCounter m_issues;
    std::set<ResourceId> m_ids;
};

}  // namespace

bool isNonLinLoc(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return text.starts_with("NLLOC ") || text.starts_with("NLLOC\t");
}

Result<std::vector<Event>> readNonLinLoc(const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    const auto text = readTextFile(path);
    if (!text) return text.error();
    if (!isNonLinLoc(*text)) return Error{Error::Code::Unsupported, "'" + path.string() + "' is no hypocentre file of NonLinLoc: it does not begin with NLLOC."};
    std::vector<Event> out;
    EventReader reader(path, issues);
    for (const Block& block : blocksOf(*text))
        if (auto event = reader.read(block)) out.push_back(std::move(*event));
    return out;
}

}  // namespace seisdesk
