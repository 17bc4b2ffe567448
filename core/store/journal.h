#pragma once
// Journal: every edit ever made to labels and events, what undo and redo walk along, and the labels that result.

#include "core/catalog/event_edit.h"
#include "core/label/label_set.h"
#include "core/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// One edit in the journal, without its labels and events.
struct JournalEntry {
    enum class State { Applied, Undone, Abandoned };
    std::int64_t number = 0;  ///< 1, 2, 3 ... in the order they were made
    std::int64_t parent = 0;  ///< the edit that it was made on top of; 0 for none
    std::string name;
    std::string author;
    Time made{};
    /// Undone edits can be redone. Abandoned ones were undone when another edit was made; they are kept as history.
    State state = State::Applied;
};

/// Each commit writes the edit, the labels and events as they now stand and the new undo position in one transaction, and
/// returns once it is on the disk. After an error nothing has changed. Edits must fit (LabelSet::apply, EventSet::check).
class Journal {
public:
    explicit Journal(Database& database) : m_database(database) {}
    /// Reads where undo stands. Called once, before anything else.
    Result<void> load();
    Result<std::vector<Label>> labels() const;

    /// Makes the edit the last one applied; what could have been redone is abandoned. Gives the edit's number.
    /// InvalidArgument for labels that cannot be kept, see checkStorable().
    Result<std::int64_t> commit(const Edit& edit, const std::string& author, const EventEdit& events = {});

    const std::optional<JournalEntry>& undoable() const { return m_last; }
    const std::optional<JournalEntry>& redoable() const { return m_next; }
    /// The edit that undoes undoable(), for the caller to try and to hand to commitUndo(); likewise for redo.
    Result<Edit> undoing() const;
    Result<Edit> redoing() const;
    Result<EventEdit> undoingEvents() const;
    Result<EventEdit> redoingEvents() const;
    Result<void> commitUndo(const Edit& undoing, const EventEdit& events);
    Result<void> commitRedo(const Edit& redoing, const EventEdit& events);

    /// All entries in the order they were made.
    Result<std::vector<JournalEntry>> history() const;
    Result<Edit> edit(std::int64_t number) const;
    /// What the edit changed of the events; empty for an edit of labels alone.
    Result<EventEdit> eventEdit(std::int64_t number) const;
    /// The labels as the journal says they are: every applied edit from the first on. Equals labels() unless the file
    /// is damaged.
    Result<LabelSet> replayed() const;
    /// How many commits, undos and redos there were.
    std::int64_t steps() const { return m_steps; }

private:
    Result<std::optional<JournalEntry>> entry(const QString& condition, std::int64_t number) const;
    Result<void> changeLabels(const Edit& edit, const std::vector<std::string>& added);
    Result<void> step(std::int64_t position);
    std::vector<std::int64_t> trunk(const std::vector<JournalEntry>& entries, std::int64_t tip) const;
    Database& m_database;
    std::optional<JournalEntry> m_last, m_next;
    std::int64_t m_newest = 0;
    std::int64_t m_steps = 0;
};

}  // namespace seisdesk
