#include "core/store/journal.h"

#include "core/store/event_table.h"
#include "core/store/stored_event.h"
#include "core/store/stored_label.h"

#include <QSqlError>

#include <algorithm>
#include <unordered_map>

namespace seisdesk {

namespace {

Error inTitle(const Database& database, const Error& error)
{
    return {error.code, database.title() + " is damaged: " + error.message + "."};
}

JournalEntry entryOf(const QSqlQuery& row)
{
    return {row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toString().toStdString(), row.value(3).toString().toStdString(),
            Time(Duration(row.value(4).toLongLong())), JournalEntry::State::Applied};
}

Result<std::vector<std::string>> jsonOf(const std::vector<Label>& labels)
{
    std::vector<std::string> out;
    out.reserve(labels.size());
    for (const Label& label : labels) {
        if (auto fine = checkStorable(label); !fine) return fine.error();
        out.push_back(storedText(label));
    }
    return out;
}

}  // namespace

Result<std::optional<JournalEntry>> Journal::entry(const QString& condition, std::int64_t number) const
{
    auto rows = m_database.select(QStringLiteral("SELECT number, parent, name, author, made FROM journal WHERE ") + condition, {sqlNumber(number)});
    if (!rows) return rows.error();
    if (!rows->next()) return std::optional<JournalEntry>();
    return std::optional(entryOf(*rows));
}

Result<void> Journal::load()
{
    const auto newest = m_database.value(QStringLiteral("SELECT max(number) FROM journal"));
    if (!newest) return newest.error();
    const auto steps = m_database.value(QStringLiteral("SELECT max(number) FROM steps"));
    if (!steps) return steps.error();
    m_newest = newest->toLongLong();
    m_steps = steps->toLongLong();
    const auto at = m_database.value(QStringLiteral("SELECT position FROM steps WHERE number = ?"), {sqlNumber(m_steps)});
    if (!at) return at.error();
    const std::int64_t position = at->toLongLong();
    auto last = entry(QStringLiteral("number = ?"), position);
    if (!last) return last.error();
    if (position != 0 && !*last) return inTitle(m_database, {Error::Code::Malformed, "its journal ends before the last edit"});
    auto next = entry(QStringLiteral("parent = ? ORDER BY number DESC LIMIT 1"), position);
    if (!next) return next.error();
    m_last = std::move(*last);
    m_next = std::move(*next);
    return {};
}

Result<std::vector<Label>> Journal::labels() const
{
    auto rows = m_database.select(QStringLiteral("SELECT label FROM labels"));
    if (!rows) return rows.error();
    std::vector<Label> labels;
    while (rows->next()) {
        auto label = labelFromStored(rows->value(0).toString().toStdString());
        if (!label) return inTitle(m_database, label.error());
        labels.push_back(std::move(*label));
    }
    if (rows->lastError().isValid()) return databaseError(m_database.title(), rows->lastError());
    return labels;
}

Result<void> Journal::changeLabels(const Edit& edit, const std::vector<std::string>& added)
{
    auto remove = m_database.prepared(QStringLiteral("DELETE FROM labels WHERE id = ?"));
    if (!remove) return remove.error();
    for (const Label& label : edit.removed) {
        if (auto done = m_database.run(*remove, {sqlText(label.id.text())}); !done) return done;
        if (remove->numRowsAffected() != 1)
            return Error{Error::Code::Internal, m_database.title() + " does not have the label that '" + edit.name + "' changes. Open the project again."};
    }
    auto insert = m_database.prepared(QStringLiteral("INSERT INTO labels (id, stream, phase, onset, label) VALUES (?, ?, ?, ?, ?)"));
    if (!insert) return insert.error();
    for (std::size_t i = 0; i < edit.added.size(); ++i) {
        const Label& label = edit.added[i];
        if (auto done = m_database.run(*insert, {sqlText(label.id.text()), sqlText(label.stream.text()), sqlText(label.phase), sqlTime(label.time), sqlText(added[i])}); !done)
            return done;
    }
    return {};
}

Result<void> Journal::step(std::int64_t position)
{
    auto done = m_database.run(QStringLiteral("INSERT INTO steps (number, made, position) VALUES (?, ?, ?)"),
                               {sqlNumber(m_steps + 1), sqlTime(now()), sqlNumber(position)});
    if (!done) return done.error();
    return {};
}

Result<std::int64_t> Journal::commit(const Edit& edit, const std::string& author, const EventEdit& events)
{
    const auto removed = jsonOf(edit.removed);
    if (!removed) return removed.error();
    const auto added = jsonOf(edit.added);
    if (!added) return added.error();
    const JournalEntry entry{m_newest + 1, m_last ? m_last->number : 0, edit.name, author, now(), JournalEntry::State::Applied};
    auto done = m_database.transaction([&]() -> Result<void> {
        auto written = m_database.run(QStringLiteral("INSERT INTO journal (number, parent, name, author, made, removed, added) VALUES (?, ?, ?, ?, ?, ?, ?)"),
                                      {sqlNumber(entry.number), sqlNumber(entry.parent), sqlText(entry.name), sqlText(author), sqlTime(entry.made),
                                       sqlText(storedArray(*removed)), sqlText(storedArray(*added))});
        if (!written) return written.error();
        if (!events.empty()) {
            written = m_database.run(QStringLiteral("INSERT INTO event_edits (number, events_before, events_after) VALUES (?, ?, ?)"),
                                     {sqlNumber(entry.number), sqlText(storedText(events.before)), sqlText(storedText(events.after))});
            if (!written) return written.error();
        }
        if (auto changed = changeLabels(edit, *added); !changed) return changed;
        if (auto changed = changeEvents(m_database, events); !changed) return changed;
        return step(entry.number);
    });
    if (!done) return done.error();
    m_newest = entry.number;
    ++m_steps;
    m_last = entry;
    m_next.reset();
    return entry.number;
}

Result<Edit> Journal::edit(std::int64_t number) const
{
    auto rows = m_database.select(QStringLiteral("SELECT name, removed, added FROM journal WHERE number = ?"), {sqlNumber(number)});
    if (!rows) return rows.error();
    if (!rows->next()) return Error{Error::Code::NotFound, m_database.title() + " has no edit " + std::to_string(number) + "."};
    auto removed = labelsFromStored(rows->value(1).toString().toStdString());
    if (!removed) return inTitle(m_database, removed.error());
    auto added = labelsFromStored(rows->value(2).toString().toStdString());
    if (!added) return inTitle(m_database, added.error());
    return Edit{rows->value(0).toString().toStdString(), std::move(*removed), std::move(*added)};
}

Result<EventEdit> Journal::eventEdit(std::int64_t number) const
{
    auto rows = m_database.select(QStringLiteral("SELECT events_before, events_after FROM event_edits WHERE number = ?"), {sqlNumber(number)});
    if (!rows) return rows.error();
    if (!rows->next()) return EventEdit{};
    auto before = eventsFromStored(rows->value(0).toString().toStdString());
    if (!before) return inTitle(m_database, before.error());
    auto after = eventsFromStored(rows->value(1).toString().toStdString());
    if (!after) return inTitle(m_database, after.error());
    return EventEdit{std::move(*before), std::move(*after)};
}

Result<EventEdit> Journal::undoingEvents() const
{
    auto last = m_last ? eventEdit(m_last->number) : EventEdit{};
    if (!last) return last.error();
    return inverse(*last);
}

Result<EventEdit> Journal::redoingEvents() const { return m_next ? eventEdit(m_next->number) : EventEdit{}; }

Result<Edit> Journal::undoing() const
{
    if (!m_last) return Error{Error::Code::InvalidArgument, "There is nothing to undo."};
    auto last = edit(m_last->number);
    if (!last) return last.error();
    return inverse(*last);
}

Result<Edit> Journal::redoing() const
{
    if (!m_next) return Error{Error::Code::InvalidArgument, "There is nothing to redo."};
    return edit(m_next->number);
}

Result<void> Journal::commitUndo(const Edit& undoing, const EventEdit& events)
{
    const auto added = jsonOf(undoing.added);
    if (!added) return added.error();
    const std::int64_t parent = m_last->parent;
    auto before = entry(QStringLiteral("number = ?"), parent);
    if (!before) return before.error();
    auto done = m_database.transaction([&]() -> Result<void> {
        if (auto changed = changeLabels(undoing, *added); !changed) return changed;
        if (auto changed = changeEvents(m_database, events); !changed) return changed;
        return step(parent);
    });
    if (!done) return done;
    ++m_steps;
    m_next = std::move(m_last);
    m_last = std::move(*before);
    return {};
}

Result<void> Journal::commitRedo(const Edit& redoing, const EventEdit& events)
{
    const auto added = jsonOf(redoing.added);
    if (!added) return added.error();
    const std::int64_t number = m_next->number;
    auto after = entry(QStringLiteral("parent = ? ORDER BY number DESC LIMIT 1"), number);
    if (!after) return after.error();
    auto done = m_database.transaction([&]() -> Result<void> {
        if (auto changed = changeLabels(redoing, *added); !changed) return changed;
        if (auto changed = changeEvents(m_database, events); !changed) return changed;
        return step(number);
    });
    if (!done) return done;
    ++m_steps;
    m_last = std::move(m_next);
    m_next = std::move(*after);
    return {};
}

/// The numbers from the first edit to `tip`.
std::vector<std::int64_t> Journal::trunk(const std::vector<JournalEntry>& entries, std::int64_t tip) const
{
    std::vector<std::int64_t> path;
    for (auto it = entries.rbegin(); it != entries.rend(); ++it)
        if (it->number == tip) {
            path.push_back(tip);
            tip = it->parent;  // always an older entry
        }
    std::reverse(path.begin(), path.end());
    return path;
}

Result<std::vector<JournalEntry>> Journal::history() const
{
    auto rows = m_database.select(QStringLiteral("SELECT number, parent, name, author, made FROM journal ORDER BY number"));
    if (!rows) return rows.error();
    std::vector<JournalEntry> entries;
    while (rows->next()) entries.push_back(entryOf(*rows));
    if (rows->lastError().isValid()) return databaseError(m_database.title(), rows->lastError());

    const auto applied = trunk(entries, m_last ? m_last->number : 0);
    std::unordered_map<std::int64_t, std::int64_t> newestChild;
    for (const JournalEntry& e : entries) newestChild[e.parent] = e.number;
    for (JournalEntry& e : entries)
        e.state = std::binary_search(applied.begin(), applied.end(), e.number) ? JournalEntry::State::Applied : JournalEntry::State::Abandoned;
    for (auto child = newestChild.find(m_last ? m_last->number : 0); child != newestChild.end(); child = newestChild.find(child->second))
        entries[static_cast<std::size_t>(child->second - 1)].state = JournalEntry::State::Undone;
    return entries;
}

Result<LabelSet> Journal::replayed() const
{
    const auto entries = history();
    if (!entries) return entries.error();
    LabelSet labels;
    for (const std::int64_t number : trunk(*entries, m_last ? m_last->number : 0)) {
        const auto next = edit(number);
        if (!next) return next.error();
        if (auto applied = labels.apply(*next); !applied) return inTitle(m_database, applied.error());
    }
    return labels;
}

}  // namespace seisdesk
