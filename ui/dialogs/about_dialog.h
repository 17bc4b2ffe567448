#pragma once
// AboutDialog: name, version, licence and libraries.

class QWidget;

namespace seisdesk {

/// Opens it and returns; it deletes itself.
void showAbout(QWidget* parent);

}  // namespace seisdesk
