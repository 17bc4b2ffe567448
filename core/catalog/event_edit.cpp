#include "core/catalog/event_edit.h"

namespace seisdesk {

EventEdit inverse(const EventEdit& edit) { return {edit.after, edit.before}; }

}  // namespace seisdesk
