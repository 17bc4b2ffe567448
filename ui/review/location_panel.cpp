#include "ui/review/location_panel.h"

#include "ui/panels/table.h"
#include "ui/review/arrivals_model.h"
#include "ui/review/location_text.h"
#include "ui/review/residual_delegate.h"
#include "ui/theme/style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

#include <cmath>
#include <utility>

namespace seisdesk {

namespace {
const QString otherFile = QStringLiteral("\u2026");
}

LocationPanel::LocationPanel(QWidget* parent)
    : QWidget(parent), m_model(new ArrivalsModel(this)), m_bars(new ResidualDelegate(this)), m_table(new QTableView(this)), m_notice(new QLabel(this)), m_effect(new QLabel(this)),
      m_figures(new QWidget(this)), m_models(new QComboBox(this)), m_fixed(new QCheckBox(tr("&Fix depth at"), this)), m_corrections(new QCheckBox(this)), m_more(new QPushButton(tr("&Delays"), this)), m_depth(new QDoubleSpinBox(this)),
      m_relocate(new QPushButton(tr("&Relocate"), this))
{
    layOut();
    connect(m_fixed, &QCheckBox::clicked, this, [this](bool on) { Q_EMIT fixedDepthChanged(on ? std::optional(m_depth->value()) : std::nullopt); });
    connect(m_depth, &QDoubleSpinBox::valueChanged, this, [this](double km) {
        if (m_fixed->isChecked()) Q_EMIT fixedDepthChanged(km);
    });
    connect(m_relocate, &QPushButton::clicked, this, &LocationPanel::relocateWanted);
    connect(m_models, &QComboBox::activated, this, [this](int row) {
        const QString chosen = m_models->itemData(row).toString();
        chosen == otherFile ? Q_EMIT modelFileWanted() : Q_EMIT modelChosen(chosen);
    });
    connect(m_model, &ArrivalsModel::usedWanted, this, [this](const QString& id, bool used) {
        if (const auto pick = Id::parse(id.toStdString())) Q_EMIT usedChanged({*pick}, used);
    });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == ArrivalsModel::Used) return;  // that is a switch
        if (const auto pick = Id::parse(m_model->id(index))) Q_EMIT pickChosen(*pick);
    });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (const auto pick = Id::parse(m_model->id(index))) Q_EMIT pickChosen(*pick);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (const auto pick = Id::parse(m_model->id(index))) Q_EMIT pickSelected(*pick);
    });
    setState({});
}

void LocationPanel::layOut()
{
    m_notice->setWordWrap(true);
    m_notice->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_notice->setMargin(2);
    m_effect->setWordWrap(true);
    m_effect->setMinimumHeight(m_effect->fontMetrics().height() * 2 + 4);  // so that the table does not jump while a pick is dragged
    m_effect->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* grid = new QGridLayout(m_figures);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    const QStringList names{tr("Origin"), tr("Latitude"), tr("Longitude"), tr("Depth"), tr("Ellipse"), tr("RMS"), tr("Gap"), tr("Nearest"), tr("Used")};
    for (int row = 0; row < names.size(); ++row) {
        auto* title = new QLabel(names[row], m_figures);
        title->setProperty("muted", true);
        auto* value = new QLabel(m_figures);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setAccessibleName(names[row]);
        value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        m_values << value;
        grid->addWidget(title, row, 0);
        grid->addWidget(value, row, 1);
    }
    grid->setColumnStretch(1, 1);
    m_models->setAccessibleName(tr("Velocity model"));
    m_models->setToolTip(tr("Travel times of everything: locations, residuals and theoretical arrivals"));
    m_models->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_models->setMinimumContentsLength(12);
    m_depth->setRange(0.0, 700.0);
    m_depth->setDecimals(1);
    m_depth->setSuffix(QStringLiteral(" km"));
    m_depth->setKeyboardTracking(false);
    m_depth->setAccessibleName(tr("Fixed depth"));
    m_corrections->setToolTip(tr("Take off what each station is late by before locating, in residuals and theoretical arrivals too"));
    connect(m_corrections, &QCheckBox::clicked, this, &LocationPanel::correctionsSwitched);
    auto* menu = new QMenu(this);
    menu->addAction(tr("&Learn from the located events"), this, &LocationPanel::correctionsLearnt);
    menu->addAction(tr("&Import\u2026"), this, &LocationPanel::correctionsImported);
    m_ofCorrections << menu->addAction(tr("&Export\u2026"), this, &LocationPanel::correctionsExported) << menu->addAction(tr("&Forget"), this, &LocationPanel::correctionsForgotten);
    m_more->setMenu(menu);
    m_more->setToolTip(tr("Learn, import, export or forget the stations' delays"));
    m_more->setAccessibleName(tr("Station corrections"));
    setCorrections(0, true);
    m_relocate->setToolTip(tr("Search the whole space again, forgetting the present location"));
    auto* controls = new QGridLayout;
    controls->setHorizontalSpacing(6);
    controls->setVerticalSpacing(4);
    auto* model = new QLabel(tr("&Velocities"), this);
    model->setBuddy(m_models);
    controls->addWidget(model, 0, 0);
    controls->addWidget(m_models, 0, 1, 1, 2);
    controls->addWidget(m_fixed, 1, 0);
    controls->addWidget(m_depth, 1, 1);
    controls->addWidget(m_relocate, 1, 2);
    controls->addWidget(m_corrections, 2, 0, 1, 2);
    controls->addWidget(m_more, 2, 2);
    controls->setColumnStretch(2, 1);

    styleTable(*m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(ArrivalsModel::Residual, m_bars);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAccessibleName(tr("Arrivals"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ArrivalsModel::Distance, Qt::AscendingOrder);
    m_table->installEventFilter(this);
    setColumnWidths(*m_table, {QStringLiteral("XX"), QStringLiteral("CI.MMMMM"), QStringLiteral("Phase"), QStringLiteral("++++++ +00.00"), QStringLiteral("Weight"), QStringLiteral("Dist km +++"),
                               QStringLiteral("Azim "), QStringLiteral("Take-off"), QStringLiteral("0.00 "), QStringLiteral("Depth km/s")});
    m_table->setMinimumHeight(120);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(8, 0, 8, 0);
    top->setSpacing(8);
    top->addWidget(m_notice);
    top->addWidget(m_figures);
    top->addLayout(controls);
    top->addWidget(m_effect);
    layout->addLayout(top);
    layout->addWidget(m_table, 1000);
    layout->addStretch(1);  // without a table what is said stays at the top
    setFocusProxy(m_table);
}

void LocationPanel::setState(const ReviewState& state)
{
    m_state = state;
    m_model->setState(state);
    showTexts();
}

void LocationPanel::showTexts()
{
    const Location* location = m_state.shown();
    m_figures->setVisible(location != nullptr);
    QString notice;
    if (!m_state.hasEvent) notice = tr("No event under review. Choose one in the Events panel; its picks are located here.");
    else if (!m_state.problem.isEmpty()) notice = m_state.problem;
    else if (m_state.fromOneStation) notice = tr("From one station: distance and back-azimuth as its model read them. More stations locate better.");
    else if (!location) notice = tr("Locating\u2026");
    m_notice->setText(notice);
    m_notice->setVisible(!notice.isEmpty());
    if (location) {
        LocationTexts t = textsOf(*location);
        if (m_state.fromOneStation) t.rms = t.gap = QStringLiteral("\u2013");
        const QStringList texts{t.time, t.latitude, t.longitude, t.depth, t.ellipse, t.rms, t.gap, t.nearest, t.counts};
        for (int i = 0; i < texts.size(); ++i) {
            m_values[i]->setText(texts[i]);
            m_values[i]->setToolTip(texts[i]);
        }
    }
    QPalette ink = palette();
    if (m_state.ghost) ink.setColor(QPalette::WindowText, m_palette.accent);
    for (QLabel* value : m_values) value->setPalette(ink);
    m_effect->setText(effectText(m_state));
    m_effect->setVisible(location != nullptr);
    const bool canFix = m_state.hasEvent && !m_state.picks.empty() && !m_state.fromOneStation;
    m_fixed->setEnabled(canFix);
    m_depth->setEnabled(canFix);
    m_relocate->setEnabled(m_state.hasEvent && !m_state.picks.empty() && !m_state.locating);
    m_table->setVisible(m_state.hasEvent);
    const QSignalBlocker quietBox(m_fixed), quietDepth(m_depth);
    m_fixed->setChecked(m_state.fixedDepthKm.has_value());
    if (m_depth->hasFocus() && m_state.fixedDepthKm) return;  // being typed
    if (m_state.fixedDepthKm) m_depth->setValue(*m_state.fixedDepthKm);
    else if (m_state.location && !m_state.ghost) m_depth->setValue(m_state.location->depthKm);
}

void LocationPanel::setPalette(const Palette& palette)
{
    m_palette = palette;
    m_model->setPalette(palette);
    m_bars->setPalette(palette);
    QFont figures = numberFont();
    for (QLabel* value : m_values) value->setFont(figures);
    showTexts();
    m_table->viewport()->update();
}

void LocationPanel::setCorrections(std::size_t stations, bool on)
{
    m_corrections->setText(stations == 0 ? tr("Station &corrections (none)") : tr("Station &corrections (%1)").arg(stations));
    m_corrections->setEnabled(stations > 0);
    m_corrections->setChecked(stations > 0 && on);
    for (QAction* action : std::as_const(m_ofCorrections)) action->setEnabled(stations > 0);
}

void LocationPanel::setModels(const QStringList& models, const QString& current, const QString& note)
{
    const QSignalBlocker quiet(m_models);
    m_models->clear();
    for (const QString& model : models) {
        const bool file = model.contains(QLatin1Char('/'));
        m_models->addItem(file ? QFileInfo(model).fileName() : model, model);
        if (file) m_models->setItemData(m_models->count() - 1, model, Qt::ToolTipRole);
    }
    m_models->insertSeparator(m_models->count());
    m_models->addItem(tr("From a file\u2026"), otherFile);
    m_models->setCurrentIndex(m_models->findData(current));
    m_models->setToolTip(note.isEmpty() ? tr("Travel times of everything: locations, residuals and theoretical arrivals") : note);
}

void LocationPanel::select(const Id& pick)
{
    const int row = m_model->rowOf(pick.text());
    if (row < 0 || m_table->currentIndex().row() == row) return;
    const QSignalBlocker quiet(m_table->selectionModel());
    m_table->selectRow(row);
    m_table->viewport()->update();
}

void LocationPanel::step(int by)
{
    if (m_model->rowCount() == 0) return;
    const int now = m_table->currentIndex().row();
    const int row = now < 0 ? (by > 0 ? 0 : m_model->rowCount() - 1) : std::clamp(now + by, 0, m_model->rowCount() - 1);
    m_table->selectRow(row);
    if (const auto pick = Id::parse(m_model->id(m_model->index(row, 0)))) Q_EMIT pickChosen(*pick);
}

std::vector<Id> LocationPanel::selected() const
{
    std::vector<Id> out;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& row : rows)
        if (const auto pick = Id::parse(m_model->id(row))) out.push_back(*pick);
    return out;
}

void LocationPanel::toggleUsed()
{
    const std::vector<Id> picks = selected();
    if (picks.empty()) return;
    const bool anyOn = std::any_of(picks.begin(), picks.end(), [this](const Id& pick) { return m_model->isUsed(m_model->rowOf(pick.text())); });
    Q_EMIT usedChanged(picks, !anyOn);
}

bool LocationPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() != Qt::Key_Space || key->modifiers() != Qt::NoModifier) return QWidget::eventFilter(watched, event);
    toggleUsed();
    return true;
}

}  // namespace seisdesk
