#include "core/store/schema.h"

#include "core/store/sqlite_file.h"

namespace seisdesk {

namespace {

/// Times are nanoseconds since 1970, ids 32 hexadecimal digits, what has structure is JSON.
Result<void> firstTables(Database& database)
{
    static constexpr const char* statements[] = {
        "CREATE TABLE project (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE records (path TEXT PRIMARY KEY, relative_path TEXT NOT NULL, bytes BIGINT NOT NULL, checksum TEXT NOT NULL, added BIGINT NOT NULL)",
        // The labels as they stand. The columns are for queries; `label` is the whole truth.
        "CREATE TABLE labels (id TEXT PRIMARY KEY, stream TEXT NOT NULL, phase TEXT NOT NULL, onset BIGINT NOT NULL, label TEXT NOT NULL)",
        // Every edit ever made, never changed or deleted. `parent` is the edit it was made on top of, 0 for none: edits
        // form a tree, whose trunk is what undo and redo walk and whose dead branches are history.
        "CREATE TABLE journal (number BIGINT PRIMARY KEY, parent BIGINT NOT NULL, name TEXT NOT NULL, author TEXT NOT NULL, made BIGINT NOT NULL, removed TEXT NOT NULL, added TEXT NOT NULL)",
        "CREATE INDEX journal_parent ON journal (parent)",
        // Every commit, undo and redo: which edit was the last one applied from then on.
        "CREATE TABLE steps (number BIGINT PRIMARY KEY, made BIGINT NOT NULL, position BIGINT NOT NULL)",
        "CREATE TABLE events (id TEXT PRIMARY KEY, number BIGINT NOT NULL, event TEXT NOT NULL)",
        "CREATE TABLE models (id TEXT PRIMARY KEY, number BIGINT NOT NULL, parent TEXT NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL, created BIGINT NOT NULL, author TEXT NOT NULL, notes TEXT NOT NULL, metrics TEXT NOT NULL)",
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    };
    for (const char* sql : statements)
        if (auto done = database.run(QString::fromLatin1(sql)); !done) return done.error();
    return markAsProject(database);
}

/// Sides of the split that examples are on, written once; see example_splits.h.
Result<void> exampleParts(Database& database)
{
    static constexpr const char* statements[] = {
        "CREATE TABLE example_events (name TEXT PRIMARY KEY, first_onset BIGINT NOT NULL, last_onset BIGINT NOT NULL, part TEXT NOT NULL, author TEXT NOT NULL, made BIGINT NOT NULL)",
        "CREATE TABLE example_stations (name TEXT PRIMARY KEY, part TEXT NOT NULL, author TEXT NOT NULL, made BIGINT NOT NULL)",
    };
    for (const char* sql : statements)
        if (auto done = database.run(QString::fromLatin1(sql)); !done) return done.error();
    return {};
}

/// The events that an edit changed, beside the labels that its row in `journal` holds; no row for most edits.
Result<void> eventEdits(Database& database)
{
    auto done = database.run(QStringLiteral("CREATE TABLE event_edits (number BIGINT PRIMARY KEY, events_before TEXT NOT NULL, events_after TEXT NOT NULL)"));
    if (!done) return done.error();
    return {};
}

QString versionKey() { return QStringLiteral("schema"); }

}  // namespace

const SchemaSteps& schemaSteps()
{
    static const SchemaSteps steps{firstTables, exampleParts, eventEdits};
    return steps;
}

Result<int> schemaVersion(Database& database)
{
    const auto blank = isBlank(database);
    if (!blank) return blank.error();
    if (*blank) return 0;
    const auto text = projectValue(database, versionKey());
    if (!text) return text.error();
    bool isNumber = false;
    const int version = text->toInt(&isNumber);
    if (!isNumber || version < 1) return Error{Error::Code::Malformed, database.title() + " is damaged: it does not say which version of the project format it has."};
    return version;
}

Result<void> migrate(Database& database, const SchemaSteps& steps)
{
    const auto found = schemaVersion(database);
    if (!found) return found.error();
    const auto newest = static_cast<int>(steps.size());
    if (*found > newest)
        return Error{Error::Code::Unsupported, database.title() + " was written by a newer SeisDesk (project format " + std::to_string(*found) +
                                                   ", this program knows up to " + std::to_string(newest) + "). Update SeisDesk to open it."};
    for (int version = *found; version < newest; ++version) {
        auto done = database.transaction([&]() -> Result<void> {
            if (auto step = steps[static_cast<std::size_t>(version)](database); !step) return step;
            return setProjectValue(database, versionKey(), QString::number(version + 1));
        });
        if (!done) return done;
    }
    return {};
}

Result<QString> projectValue(const Database& database, const QString& key)
{
    const auto value = database.value(QStringLiteral("SELECT value FROM project WHERE name = ?"), {key});
    if (!value) return value.error();
    return value->toString();
}

Result<void> setProjectValue(Database& database, const QString& key, const QString& value)
{
    auto updated = database.run(QStringLiteral("UPDATE project SET value = ? WHERE name = ?"), {value, key});
    if (updated && *updated == 0) updated = database.run(QStringLiteral("INSERT INTO project (name, value) VALUES (?, ?)"), {key, value});
    if (!updated) return updated.error();
    return {};
}

}  // namespace seisdesk
