#pragma once
// Welcome: what the empty desk shows: how to get records in, and what was open last.

#include "ui/theme/palette.h"

#include <QStringList>
#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace seisdesk {

class Welcome : public QWidget {
    Q_OBJECT
public:
    explicit Welcome(QWidget* parent = nullptr);
    void setRecent(const QStringList& paths);
    void setPalette(const Palette& palette);
    /// Whether files hang over the window.
    void setDropping(bool dropping);
    /// Reading has begun: says so in place of the invitation.
    void setReading(bool reading);

Q_SIGNALS:
    void filesWanted();
    void folderWanted();
    void projectWanted();
    void recentChosen(const QString& path);

private:
    QFrame* m_target;
    QLabel *m_icon, *m_title, *m_hint, *m_recentTitle;
    QPushButton *m_files, *m_folder, *m_project;
    QVBoxLayout* m_recent;
};

}  // namespace seisdesk
