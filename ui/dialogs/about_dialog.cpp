#include "ui/dialogs/about_dialog.h"

#include "ui/theme/icons.h"

#include <QMessageBox>

namespace seisdesk {

void showAbout(QWidget* parent)
{
    auto* box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(QMessageBox::tr("About SeisDesk"));
    box->setIconPixmap(programIcon().pixmap(QSize(72, 72), parent->devicePixelRatioF()));
    box->setText(QMessageBox::tr("<b>SeisDesk %1</b><br>The seismic analyst's desk").arg(QStringLiteral(SEISDESK_VERSION)));
    box->setInformativeText(QMessageBox::tr("Free software under the GNU General Public License, version 3 or later, without any warranty.<br><br>"
                                            "Built with Qt %1, libmseed, pugixml, HDF5, SQLite, GeographicLib and, for networks, LibTorch.")
                                .arg(QString::fromLatin1(qVersion())));
    box->setStandardButtons(QMessageBox::Close);
    box->open();
}

}  // namespace seisdesk
