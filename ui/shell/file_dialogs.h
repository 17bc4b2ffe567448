#pragma once
// The file dialogs, each beginning where the last one of its kind ended.

#include "core/io/event_formats.h"

#include <QStringList>

class QSettings;
class QWidget;

namespace seisdesk {

/// A file to write, and as what.
struct ChosenFile {
    QString path;
    EventFormat format = EventFormat::QuakeMl;
};

class FileDialogs {
public:
    FileDialogs(QWidget& parent, QSettings& settings) : m_parent(parent), m_settings(settings) {}
    // All return empty when the user changes their mind.
    QStringList records();
    QString folder();
    QString project();
    QString newProject(const QString& suggestion);
    /// Every format that events are written in; `suggestion` is without an extension.
    ChosenFile events(const QString& suggestion);
    QString csv(const QString& suggestion);
    QString screenshot(const QString& suggestion);
    QStringList weights(const QString& folder);
    QString adapter(const QString& suggestion);
    QString importedAdapter();
    QString velocityModel();
    QString corrections();
    QString newCorrections(const QString& suggestion);

private:
    QString start(const QString& kind, const QString& name = {}) const;
    QString kept(const QString& kind, const QString& path);
    QString save(const QString& kind, const QString& title, const QString& suggestion, const QString& filter, const QString& suffix);
    QWidget& m_parent;
    QSettings& m_settings;
};

}  // namespace seisdesk
