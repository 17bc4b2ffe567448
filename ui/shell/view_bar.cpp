#include "ui/shell/view_bar.h"

#include "ui/panels/table.h"
#include "ui/shell/action_registry.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTimer>

namespace seisdesk {

ViewBar::ViewBar(const ActionRegistry& actions, QWidget* parent) : QToolBar(parent), m_filter(new QComboBox(this)), m_sort(new QComboBox(this)), m_stations(nullptr)
{
    setObjectName(QStringLiteral("viewBar"));
    setWindowTitle(tr("Toolbar"));
    setMovable(false);
    setIconSize(QSize(20, 20));
    const auto add = [&](std::initializer_list<const char*> ids) {
        for (const char* id : ids)
            if (QAction* action = actions.action(QString::fromLatin1(id))) addAction(action);
    };
    add({"file.open", "file.openFolder"});
    addSeparator();
    add({"edit.undo", "edit.redo"});
    addSeparator();
    add({"predict.visible", "predict.cancel"});
    addSeparator();
    add({"pick.P", "pick.S"});
    addSeparator();
    add({"filter.toggle"});
    m_filter->setEditable(true);
    m_filter->setInsertPolicy(QComboBox::NoInsert);
    m_filter->setToolTip(tr("Filter: BP 1-20, HP 1 or LP 5, in Hz; add zp for zero phase. Enter switches it on"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->lineEdit()->setPlaceholderText(tr("BP 1-20"));
    m_filter->setMinimumContentsLength(9);
    addWidget(m_filter);
    addSeparator();
    add({"components.all", "components.Z", "components.N", "components.E"});
    addSeparator();
    m_sort->addItems({tr("By name"), tr("By distance"), tr("By azimuth"), tr("By P time")});
    m_sort->setToolTip(tr("Order of the traces"));
    m_sort->setAccessibleName(tr("Order of the traces"));
    addWidget(m_sort);
    addSeparator();
    add({"zoom.all", "zoom.back", "amplitude.normalise"});
    auto* spring = new QWidget(this);
    spring->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(spring);
    m_stations = searchField(tr("Show stations, e.g. CI.*.HHZ"), tr("Station filter"), this);
    m_stations->setToolTip(tr("Pattern on network.station.location.channel, or part of it; several are separated by blanks"));
    m_stations->setMaximumWidth(220);
    addWidget(m_stations);

    connect(m_filter->lineEdit(), &QLineEdit::returnPressed, this, [this] { Q_EMIT filterChosen(m_filter->currentText().trimmed()); });
    connect(m_filter, &QComboBox::activated, this, [this] { Q_EMIT filterChosen(m_filter->currentText().trimmed()); });
    connect(m_sort, &QComboBox::activated, this, [this](int row) { Q_EMIT sortChosen(static_cast<TraceSort>(row)); });
    auto* typing = new QTimer(this);
    typing->setSingleShot(true);
    typing->setInterval(200);
    connect(m_stations, &QLineEdit::textChanged, typing, qOverload<>(&QTimer::start));
    connect(typing, &QTimer::timeout, this, [this] { Q_EMIT stationFilterChanged(m_stations->text()); });
}

void ViewBar::setPresets(const QStringList& filters)
{
    const QSignalBlocker quiet(m_filter);
    const QString before = m_filter->currentText();
    m_filter->clear();
    m_filter->addItems(filters);
    m_filter->setCurrentText(before);
}

void ViewBar::showOptions(const ViewOptions& options)
{
    const QSignalBlocker quietFilter(m_filter), quietSort(m_sort), quietStations(m_stations);
    if (!m_filter->lineEdit()->hasFocus()) m_filter->setCurrentText(options.filter);
    m_sort->setCurrentIndex(static_cast<int>(options.sort));
    if (m_stations->text() != options.stationFilter && !m_stations->hasFocus()) m_stations->setText(options.stationFilter);
}

}  // namespace seisdesk
