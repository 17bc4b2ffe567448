#include "ui/shell/welcome.h"

#include "ui/theme/icons.h"

#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace seisdesk {

Welcome::Welcome(QWidget* parent)
    : QWidget(parent), m_target(new QFrame(this)), m_icon(new QLabel(this)), m_title(new QLabel(this)), m_hint(new QLabel(this)),
      m_recentTitle(new QLabel(tr("Recent"), this)), m_files(new QPushButton(tr("Add files…"), this)), m_folder(new QPushButton(tr("Add folder…"), this)),
      m_project(new QPushButton(tr("Open project…"), this)), m_recent(new QVBoxLayout)
{
    m_target->setObjectName(QStringLiteral("dropTarget"));
    m_title->setObjectName(QStringLiteral("welcomeTitle"));
    m_title->setAlignment(Qt::AlignCenter);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setProperty("muted", true);
    m_icon->setAlignment(Qt::AlignCenter);
    m_recentTitle->setProperty("muted", true);
    m_recent->setSpacing(2);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    for (QPushButton* button : {m_files, m_folder, m_project}) buttons->addWidget(button);
    buttons->addStretch();
    auto* inside = new QVBoxLayout(m_target);
    inside->setContentsMargins(32, 28, 32, 28);
    inside->setSpacing(14);
    inside->addWidget(m_icon);
    inside->addWidget(m_title);
    inside->addWidget(m_hint);
    inside->addLayout(buttons);
    auto* column = new QVBoxLayout;
    column->addStretch(2);
    column->addWidget(m_target);
    column->addSpacing(16);
    column->addWidget(m_recentTitle);
    column->addLayout(m_recent);
    column->addStretch(3);
    m_target->setMaximumWidth(560);
    auto* layout = new QHBoxLayout(this);
    layout->addStretch(1);
    layout->addLayout(column, 6);
    layout->addStretch(1);
    setAutoFillBackground(true);
    connect(m_files, &QPushButton::clicked, this, &Welcome::filesWanted);
    connect(m_folder, &QPushButton::clicked, this, &Welcome::folderWanted);
    connect(m_project, &QPushButton::clicked, this, &Welcome::projectWanted);
    setReading(false);
    setRecent({});
}

void Welcome::setReading(bool reading)
{
    m_title->setText(reading ? tr("Reading records …") : tr("Drop records here"));
    m_hint->setText(reading ? tr("Traces appear as soon as they are read.") : tr("Files or whole folders: miniSEED, SAC, labelled HDF5, with StationXML, QuakeML and picks beside them in any mixture."));
    for (QPushButton* button : {m_files, m_folder, m_project}) button->setVisible(!reading);
}

void Welcome::setRecent(const QStringList& paths)
{
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recentTitle->setVisible(!paths.isEmpty());
    for (const QString& path : paths.mid(0, 5)) {
        auto* button = new QPushButton(this);
        button->setFlat(true);
        button->setText(fontMetrics().elidedText(path, Qt::ElideMiddle, 520));
        button->setToolTip(path);
        button->setStyleSheet(QStringLiteral("text-align: left; padding: 4px 6px;"));
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT recentChosen(path); });
        m_recent->addWidget(button);
    }
}

void Welcome::setPalette(const Palette& palette)
{
    m_icon->setPixmap(programIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
    m_files->setIcon(themedIcon(QStringLiteral("file-add"), palette));
    m_folder->setIcon(themedIcon(QStringLiteral("folder"), palette));
    m_project->setIcon(themedIcon(QStringLiteral("project-open"), palette));
}

void Welcome::setDropping(bool dropping)
{
    m_target->setProperty("over", dropping);
    m_target->style()->unpolish(m_target);
    m_target->style()->polish(m_target);
}

}  // namespace seisdesk
