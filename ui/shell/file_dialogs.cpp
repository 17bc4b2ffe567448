#include "ui/shell/file_dialogs.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace seisdesk {

namespace {
QString tr(const char* text) { return QCoreApplication::translate("FileDialogs", text); }
QString keyOf(const QString& kind) { return QStringLiteral("folders/") + kind; }
}  // namespace

QString FileDialogs::start(const QString& kind, const QString& name) const
{
    const QString folder = m_settings.value(keyOf(kind), QDir::homePath()).toString();
    return name.isEmpty() ? folder : QDir(folder).filePath(name);
}

QString FileDialogs::kept(const QString& kind, const QString& path)
{
    if (!path.isEmpty()) m_settings.setValue(keyOf(kind), QFileInfo(path).isDir() ? path : QFileInfo(path).absolutePath());
    return path;
}

QString FileDialogs::save(const QString& kind, const QString& title, const QString& suggestion, const QString& filter, const QString& suffix)
{
    QFileDialog dialog(&m_parent, title, start(kind, suggestion), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    return dialog.exec() == QDialog::Accepted ? kept(kind, dialog.selectedFiles().value(0)) : QString();
}

QStringList FileDialogs::records()
{
    // Files are known by their content, so no name is left out.
    const QStringList files = QFileDialog::getOpenFileNames(&m_parent, tr("Add files"), start(QStringLiteral("records")));
    kept(QStringLiteral("records"), files.value(0));
    return files;
}

QString FileDialogs::folder()
{
    return kept(QStringLiteral("records"), QFileDialog::getExistingDirectory(&m_parent, tr("Add folder"), start(QStringLiteral("records"))));
}

QString FileDialogs::project()
{
    return kept(QStringLiteral("projects"), QFileDialog::getOpenFileName(&m_parent, tr("Open project"), start(QStringLiteral("projects")), tr("SeisDesk projects (*.seisdesk);;All files (*)")));
}

QString FileDialogs::newProject(const QString& suggestion)
{
    return save(QStringLiteral("projects"), tr("Save project as"), suggestion, tr("SeisDesk projects (*.seisdesk)"), QStringLiteral("seisdesk"));
}

ChosenFile FileDialogs::events(const QString& suggestion)
{
    const auto text = [](std::string_view from) { return QString::fromUtf8(from.data(), static_cast<qsizetype>(from.size())); };
    QStringList filters;
    for (const EventFormatEntry& entry : eventFormats()) filters << tr("%1 (*.%2)").arg(text(entry.title), text(entry.extension));
    QFileDialog dialog(&m_parent, tr("Export events and picks"), start(QStringLiteral("export"), suggestion));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(filters);
    const auto chosen = [&dialog, filters] { return eventFormats()[static_cast<std::size_t>(std::max<qsizetype>(0, filters.indexOf(dialog.selectedNameFilter())))]; };
    dialog.setDefaultSuffix(text(chosen().extension));
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog, chosen, text] { dialog.setDefaultSuffix(text(chosen().extension)); });
    if (dialog.exec() != QDialog::Accepted) return {};
    return {kept(QStringLiteral("export"), dialog.selectedFiles().value(0)), chosen().format};
}

QString FileDialogs::csv(const QString& suggestion)
{
    return save(QStringLiteral("export"), tr("Export CSV"), suggestion, tr("Comma-separated values (*.csv)"), QStringLiteral("csv"));
}

QString FileDialogs::screenshot(const QString& suggestion)
{
    return save(QStringLiteral("export"), tr("Save screenshot"), suggestion, tr("PNG images (*.png)"), QStringLiteral("png"));
}

QString FileDialogs::adapter(const QString& suggestion)
{
    return save(QStringLiteral("adapters"), tr("Export adapted model"), suggestion, tr("Adapted models (*.safetensors)"), QStringLiteral("safetensors"));
}

QString FileDialogs::importedAdapter()
{
    return kept(QStringLiteral("adapters"), QFileDialog::getOpenFileName(&m_parent, tr("Import adapted model"), start(QStringLiteral("adapters")), tr("Adapted models (*.safetensors);;All files (*)")));
}

QString FileDialogs::velocityModel()
{
    return kept(QStringLiteral("velocity"), QFileDialog::getOpenFileName(&m_parent, tr("Velocity model"), start(QStringLiteral("velocity")), tr("Velocity models (*.tvel *.txt *.mod *.nd *.in *.dat);;All files (*)")));
}

QString FileDialogs::corrections()
{
    return kept(QStringLiteral("velocity"), QFileDialog::getOpenFileName(&m_parent, tr("Station corrections"), start(QStringLiteral("velocity")), tr("Station corrections (*.csv *.txt *.in *.stat_totcorr);;All files (*)")));
}

QString FileDialogs::newCorrections(const QString& suggestion)
{
    return save(QStringLiteral("velocity"), tr("Export station corrections"), suggestion, tr("Tables (*.csv);;NonLinLoc delays (*.in)"), QStringLiteral("csv"));
}

QStringList FileDialogs::weights(const QString& folder)
{
    const QString from = m_settings.contains(keyOf(QStringLiteral("weights"))) ? start(QStringLiteral("weights")) : folder;
    const QStringList files = QFileDialog::getOpenFileNames(&m_parent, tr("Load weights"), from, tr("Weights (*.pth *.pt *.safetensors *.h5 *.keras *.bin);;All files (*)"));
    kept(QStringLiteral("weights"), files.value(0));
    return files;
}

}  // namespace seisdesk
