#include "ui/theme/resources.h"

#include <QtGlobal>
#include <QDir>

// Q_INIT_RESOURCE must be used outside any namespace.
static void initialiseDeskResources() { Q_INIT_RESOURCE(resources); }

namespace seisdesk {

void initialiseResources() { initialiseDeskResources(); }

}  // namespace seisdesk
