#include "core/store/project_examples.h"

#include "core/store/example_splits.h"

#include <algorithm>

namespace seisdesk {

Result<LabelHistory> labelHistory(const Journal& journal)
{
    const auto entries = journal.history();
    if (!entries) return entries.error();
    LabelHistory out;
    for (const JournalEntry& entry : *entries) {
        if (entry.state != JournalEntry::State::Applied) continue;
        const auto edit = journal.edit(entry.number);
        if (!edit) return edit.error();
        for (const Label& label : edit->added) {
            if (isUnjudged(label)) out.proposed.try_emplace(label.id, label);
            if (label.review == Review::Rejected) out.rejected.insert_or_assign(label.id, Signature{entry.author, entry.made});
            else out.rejected.erase(label.id);
        }
    }
    return out;
}

Result<LocalOptions> projectOptions(ProjectFile& file, const std::vector<Label>& labels, const std::string& author, LocalOptions options)
{
    auto history = labelHistory(file.journal());
    if (!history) return history.error();
    auto parts = ExampleSplits(file.database()).update(labels, options.split, fromSeconds(options.eventGapSeconds), author);
    if (!parts) return parts.error();
    auto events = file.events();
    if (!events) return events.error();
    options.history = std::move(*history);
    options.known = std::move(*parts);
    options.events = std::move(*events);
    return options;
}

}  // namespace seisdesk
