#include "core/store/event_table.h"

#include "core/store/stored_event.h"

#include <QSqlError>

#include <unordered_set>

namespace seisdesk {

Result<std::vector<Event>> eventsIn(const Database& database)
{
    auto rows = database.select(QStringLiteral("SELECT event FROM events ORDER BY number"));
    if (!rows) return rows.error();
    std::vector<Event> out;
    while (rows->next()) {
        auto event = eventFromStored(rows->value(0).toString().toStdString());
        if (!event) return Error{event.error().code, database.title() + " is damaged: " + event.error().message + "."};
        out.push_back(std::move(*event));
    }
    if (rows->lastError().isValid()) return databaseError(database.title(), rows->lastError());
    return out;
}

Result<void> putEvents(Database& database, const std::vector<Event>& events)
{
    const auto last = database.value(QStringLiteral("SELECT max(number) FROM events"));
    if (!last) return last.error();
    std::int64_t number = last->toLongLong();
    auto update = database.prepared(QStringLiteral("UPDATE events SET event = ? WHERE id = ?"));
    if (!update) return update.error();
    auto insert = database.prepared(QStringLiteral("INSERT INTO events (id, number, event) VALUES (?, ?, ?)"));
    if (!insert) return insert.error();
    for (const Event& event : events) {
        if (event.id.empty()) return Error{Error::Code::InvalidArgument, "An event without an id cannot be kept."};
        const QString json = sqlText(storedText(event));
        if (auto done = database.run(*update, {json, sqlText(event.id)}); !done) return done;
        if (update->numRowsAffected() > 0) continue;
        if (auto done = database.run(*insert, {sqlText(event.id), sqlNumber(++number), json}); !done) return done;
    }
    return {};
}

Result<void> changeEvents(Database& database, const EventEdit& edit)
{
    if (edit.empty()) return {};
    std::unordered_set<ResourceId> kept;
    for (const Event& event : edit.after) kept.insert(event.id);
    auto remove = database.prepared(QStringLiteral("DELETE FROM events WHERE id = ?"));
    if (!remove) return remove.error();
    for (const Event& event : edit.before) {
        if (kept.contains(event.id)) continue;
        if (auto done = database.run(*remove, {sqlText(event.id)}); !done) return done;
        if (remove->numRowsAffected() != 1)
            return Error{Error::Code::Internal, database.title() + " does not have the event " + event.id + ". Open the project again."};
    }
    return putEvents(database, edit.after);
}

}  // namespace seisdesk
