#include "core/store/example_splits.h"

#include "core/model/adapt/corrections.h"

#include <QSqlError>

#include <array>
#include <set>

namespace seisdesk {

namespace {

/// Deals parts so that each is as near to its share as can be.
class Dealer {
public:
    explicit Dealer(const SplitOptions& shares) : m_shares{1.0 - shares.calibration - shares.heldOut, shares.calibration, shares.heldOut} {}
    void count(Part part) { ++m_counts[static_cast<std::size_t>(part)], ++m_total; }
    Part next()
    {
        std::size_t best = 0;
        const auto lacks = [&](std::size_t i) { return m_shares[i] * (m_total + 1.0) - m_counts[i]; };
        for (const std::size_t i : {std::size_t{2}, std::size_t{1}})
            if (lacks(i) > lacks(best) + 1e-9) best = i;
        count(static_cast<Part>(best));
        return static_cast<Part>(best);
    }

private:
    std::array<double, 3> m_shares, m_counts{};
    double m_total = 0.0;
};

Result<Part> partIn(const QVariant& value, const Database& database)
{
    if (const auto part = partFrom(value.toString().toStdString())) return *part;
    return Error{Error::Code::Malformed, database.title() + " is damaged: it names the unknown part '" + value.toString().toStdString() + "' of the examples."};
}

}  // namespace

Result<KnownParts> ExampleSplits::parts() const
{
    KnownParts out;
    auto events = m_database.select(QStringLiteral("SELECT name, first_onset, last_onset, part FROM example_events ORDER BY first_onset, name"));
    if (!events) return events.error();
    while (events->next()) {
        const auto part = partIn(events->value(3), m_database);
        if (!part) return part.error();
        out.events.push_back({events->value(0).toString().toStdString(), {Time(Duration(events->value(1).toLongLong())), Time(Duration(events->value(2).toLongLong()))}, *part});
    }
    if (events->lastError().isValid()) return databaseError(m_database.title(), events->lastError());
    auto stations = m_database.select(QStringLiteral("SELECT name, part FROM example_stations"));
    if (!stations) return stations.error();
    while (stations->next()) {
        const auto part = partIn(stations->value(1), m_database);
        if (!part) return part.error();
        out.stations[stations->value(0).toString().toStdString()] = *part;
    }
    if (stations->lastError().isValid()) return databaseError(m_database.title(), stations->lastError());
    return out;
}

Result<KnownParts> ExampleSplits::update(const std::vector<Label>& labels, const SplitOptions& shares, Duration eventGap, const std::string& author)
{
    const auto known = parts();
    if (!known) return known.error();
    Dealer events(shares), stations(shares);
    std::set<std::string> named;
    for (const KnownEvent& e : known->events) events.count(e.part), named.insert(e.name);
    for (const auto& [name, part] : known->stations) stations.count(part);
    std::set<std::string> met;
    const QVariant when = sqlTime(now());
    auto done = m_database.transaction([&]() -> Result<void> {
        for (const EventGroup& g : eventGroups(labels, known->events, eventGap)) {
            for (const Label* label : g.labels) met.insert(label->stream.network + '.' + label->stream.station);
            if (named.contains(g.name)) continue;
            const Part part = g.part ? *g.part : events.next();
            auto written = m_database.run(QStringLiteral("INSERT INTO example_events (name, first_onset, last_onset, part, author, made) VALUES (?, ?, ?, ?, ?, ?)"),
                                          {sqlText(g.name), sqlTime(g.onsets.begin), sqlTime(g.onsets.end), sqlText(word(part)), sqlText(author), when});
            if (!written) return written.error();
        }
        for (const std::string& name : met) {
            if (known->stations.contains(name)) continue;
            auto written = m_database.run(QStringLiteral("INSERT INTO example_stations (name, part, author, made) VALUES (?, ?, ?, ?)"),
                                          {sqlText(name), sqlText(word(stations.next())), sqlText(author), when});
            if (!written) return written.error();
        }
        return {};
    });
    if (!done) return done.error();
    return parts();
}

}  // namespace seisdesk
