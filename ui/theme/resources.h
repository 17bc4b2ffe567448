#pragma once
// Makes the files under resources/ available as ":/...", from whichever library asks first.

namespace seisdesk {

/// Safe to call any number of times; needed because the resources sit in a static library.
void initialiseResources();

}  // namespace seisdesk
