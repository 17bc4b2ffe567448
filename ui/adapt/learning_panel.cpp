#include "ui/adapt/learning_panel.h"

#include "ui/adapt/measure_text.h"
#include "ui/panels/counted.h"
#include "ui/panels/table.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTableWidget>

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr int mostStationRows = 6;

QLabel* words(QWidget* parent, bool muted)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setProperty("muted", muted);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QTableWidget* smallTable(QWidget* parent, const QString& name)
{
    auto* table = new QTableWidget(parent);
    styleTable(*table);
    table->setAccessibleName(name);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setFocusPolicy(Qt::NoFocus);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return table;
}

void setCell(QTableWidget& table, int row, int column, const QString& text)
{
    auto* item = new QTableWidgetItem(text);
    item->setToolTip(text);
    if (column > 0) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table.setItem(row, column, item);
}

/// As high as its rows, at most `most` of them.
void fitHeight(QTableWidget& table, int most)
{
    const int rows = std::min(table.rowCount(), most);
    table.setFixedHeight(table.horizontalHeader()->sizeHint().height() + rows * table.verticalHeader()->defaultSectionSize() + 2);
}

}  // namespace

LearningPanel::LearningPanel(QWidget* parent)
    : QWidget(parent), m_headline(words(this, false)), m_new(words(this, true)), m_parts(words(this, true)), m_balance(words(this, true)), m_missing(words(this, true)), m_model(words(this, true)),
      m_status(words(this, false)), m_phases(smallTable(this, tr("Corrections by phase"))), m_classes(smallTable(this, tr("Onsets by distance and signal-to-noise ratio"))), m_stations(smallTable(this, tr("Corrections by station"))),
      m_learn(new QPushButton(tr("Learn from my picks"), this)), m_pause(new QPushButton(tr("Pause"), this)), m_cancel(new QPushButton(tr("Cancel"), this)),
      m_proof(new QPushButton(tr("Show the proof"), this)), m_progress(new QProgressBar(this)), m_automatic(new QCheckBox(tr("Begin by itself after"), this)),
      m_minutes(new QSpinBox(this)), m_after(new QSpinBox(this)), m_idle(new QSpinBox(this))
{
    QFont large = m_headline->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.15);
    m_headline->setFont(large);
    m_learn->setDefault(true);
    m_learn->setToolTip(tr("Adapts a copy of the model to the corrections in the background; nothing changes until you have seen the proof and adopt it"));
    m_cancel->setToolTip(tr("End the learning and forget what it has done; picks stay as they are"));
    m_proof->setToolTip(tr("Scores before and after, and the picks that change"));
    m_automatic->setToolTip(tr("Learning begins when that many picks were corrected since the last time and nobody has corrected one for a while"));
    m_minutes->setRange(0, 600);
    m_minutes->setPrefix(tr("learn for at most "));
    m_minutes->setSuffix(tr(" min"));
    m_minutes->setSpecialValueText(tr("learn as long as it takes"));
    m_minutes->setAccessibleName(tr("Minutes that learning may take"));
    m_minutes->setToolTip(tr("Learning ends after this time with the best it has found; the proof takes some seconds more"));
    m_after->setRange(5, 10000);
    m_after->setSuffix(tr(" corrections"));
    m_after->setAccessibleName(tr("Corrections before learning begins by itself"));
    m_idle->setRange(0, 3600);
    m_idle->setPrefix(tr("idle for "));
    m_idle->setSuffix(tr(" s"));
    m_idle->setAccessibleName(tr("Seconds without a correction before learning begins by itself"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(8);
    m_phases->setColumnCount(4);
    m_stations->setColumnCount(2);
    m_stations->setHorizontalHeaderLabels({tr("Station"), tr("Corrections")});
    m_stations->horizontalHeader()->setStretchLastSection(false);
    m_stations->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_stations->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_phases->horizontalHeader()->setStretchLastSection(false);
    m_classes->setColumnCount(3);
    m_classes->setHorizontalHeaderLabels({tr("Onsets"), tr("P"), tr("S")});
    m_classes->horizontalHeader()->setStretchLastSection(false);
    m_classes->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_classes->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < 3; ++column) m_classes->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_headline, m_new, m_model, m_learn, m_progress, m_status}) layout->addWidget(widget);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    for (QPushButton* button : {m_pause, m_cancel, m_proof}) buttons->addWidget(button);
    layout->addLayout(buttons);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_phases, m_parts, m_balance, m_missing, m_classes, m_stations}) layout->addWidget(widget);
    layout->addWidget(m_minutes);
    layout->addWidget(m_automatic);
    auto* when = new QGridLayout;
    when->setContentsMargins(22, 0, 0, 0);
    when->addWidget(m_after, 0, 0);
    when->addWidget(m_idle, 1, 0);
    layout->addLayout(when);
    layout->addStretch();
    setFocusProxy(m_learn);

    connect(m_learn, &QPushButton::clicked, this, [this] { Q_EMIT wanted(QStringLiteral("learn.start")); });
    connect(m_pause, &QPushButton::clicked, this, [this] { Q_EMIT wanted(QStringLiteral("learn.pause")); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { Q_EMIT wanted(QStringLiteral("learn.cancel")); });
    connect(m_proof, &QPushButton::clicked, this, [this] { Q_EMIT wanted(QStringLiteral("panel.proof")); });
    const auto tellAutomatic = [this] {
        m_after->setEnabled(m_automatic->isChecked());
        m_idle->setEnabled(m_automatic->isChecked());
        Q_EMIT automaticChanged({m_automatic->isChecked(), m_after->value(), m_idle->value()});
    };
    connect(m_minutes, &QSpinBox::valueChanged, this, &LearningPanel::minutesChanged);
    connect(m_automatic, &QCheckBox::toggled, this, tellAutomatic);
    connect(m_after, &QSpinBox::valueChanged, this, tellAutomatic);
    connect(m_idle, &QSpinBox::valueChanged, this, tellAutomatic);
    showStock();
    showState();
}

void LearningPanel::setLearner(Learner* learner)
{
    if (m_learner) m_learner->disconnect(this);
    m_learner = learner;
    if (learner) {
        connect(learner, &Learner::stockChanged, this, &LearningPanel::showStock);
        connect(learner, &Learner::summaryChanged, this, &LearningPanel::showSummary);
        connect(learner, &Learner::changed, this, &LearningPanel::showState);
        connect(learner, &Learner::progressed, this, &LearningPanel::showProgress);
        const QSignalBlocker a(m_automatic), b(m_after), c(m_idle), d(m_minutes);
        m_minutes->setValue(static_cast<int>(std::ceil(learner->budget().minutes.value_or(0.0))));
        m_automatic->setChecked(learner->automatic().on);
        m_after->setValue(learner->automatic().corrections);
        m_idle->setValue(learner->automatic().idleSeconds);
        m_after->setEnabled(m_automatic->isChecked());
        m_idle->setEnabled(m_automatic->isChecked());
    }
    if (learner && isVisible()) learner->setWatched(true);
    showStock();
    showState();
}

void LearningPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_learner) m_learner->setWatched(true);
}

void LearningPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (m_learner) m_learner->setWatched(false);
}

void LearningPanel::setPalette(const Palette&) {}

QString LearningPanel::headline() const { return m_headline->text(); }

void LearningPanel::showStock()
{
    const LearningStock stock = m_learner ? m_learner->stock() : LearningStock();
    const auto all = static_cast<qint64>(stock.corrections.all());
    m_headline->setText(all == 0 ? tr("Nothing to learn from yet") : tr("%1 to learn from").arg(counted(all, tr("correction"), tr("corrections"))));
    m_new->setText(all == 0 ? tr("Predict, then confirm, move, add or reject picks: each of these becomes an example for the model.")
                            : tr("%1 since the last learning").arg(QLocale(QLocale::English).toString(m_learner->newCorrections())));
    for (QTableWidget* table : {m_phases, m_stations}) table->setVisible(all > 0);
    // One column per phase that there is, P and S first, the sum last.
    std::vector<std::pair<QString, CorrectionCounts>> columns;
    for (const char* phase : {"P", "S"})
        if (const auto found = stock.byPhase.find(phase); found != stock.byPhase.end()) columns.emplace_back(QString::fromLatin1(phase), found->second);
    columns.emplace_back(tr("All"), stock.corrections);
    m_phases->setColumnCount(static_cast<int>(columns.size()) + 1);
    const std::pair<QString, std::size_t CorrectionCounts::*> kinds[] = {{tr("Confirmed"), &CorrectionCounts::confirmed}, {tr("Moved"), &CorrectionCounts::moved}, {tr("Added"), &CorrectionCounts::added},
                                                                         {tr("Rejected"), &CorrectionCounts::rejected}, {tr("Polarity"), &CorrectionCounts::repolarised}};
    m_phases->setRowCount(static_cast<int>(std::size(kinds)));
    QStringList heads{QString()};
    for (const auto& [name, counts] : columns) heads << name;
    m_phases->setHorizontalHeaderLabels(heads);
    m_phases->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_phases->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < m_phases->columnCount(); ++column) m_phases->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (int row = 0; row < m_phases->rowCount(); ++row) {
        setCell(*m_phases, row, 0, kinds[row].first);
        for (std::size_t c = 0; c < columns.size(); ++c) setCell(*m_phases, row, static_cast<int>(c) + 1, QString::number(columns[c].second.*kinds[row].second));
    }
    fitHeight(*m_phases, m_phases->rowCount());
    std::vector<std::pair<std::size_t, QString>> stations;
    for (const auto& [name, counts] : stock.byStation) stations.emplace_back(counts.all(), QString::fromStdString(name));
    std::stable_sort(stations.begin(), stations.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    m_stations->setRowCount(static_cast<int>(stations.size()));
    for (int row = 0; row < m_stations->rowCount(); ++row) {
        setCell(*m_stations, row, 0, stations[static_cast<std::size_t>(row)].second);
        setCell(*m_stations, row, 1, QString::number(stations[static_cast<std::size_t>(row)].first));
    }
    fitHeight(*m_stations, mostStationRows);
    QStringList parts;
    for (const auto& [name, n] : stock.parts) parts << QStringLiteral("%1 %2").arg(QString::fromStdString(name)).arg(n);
    m_parts->setText(tr("Events: %1").arg(parts.join(QStringLiteral(" · "))));
    m_parts->setVisible(!parts.isEmpty());
    showSummary();
    showState();
}

QString LearningPanel::missing() const { return m_missing->text(); }

/// What is counted from the records, which comes a little later than the stock.
void LearningPanel::showSummary()
{
    const SetSummary* summary = m_learner && m_learner->stock().corrections.all() > 0 ? m_learner->summary() : nullptr;
    m_balance->setVisible(summary);
    m_classes->setVisible(summary);
    std::vector<std::string> sentences = m_learner ? m_learner->stock().missing : std::vector<std::string>();
    if (summary) {
        m_balance->setText(QString::fromStdString(balanceText(*summary)));
        // The stock says it better where a phase is missing altogether.
        for (const std::string& sentence : summary->missing)
            if (sentence != "No P labels." && sentence != "No S labels.") sentences.push_back(sentence);
        int row = 0;
        m_classes->setRowCount(static_cast<int>(summary->distance.size() + summary->snr.size()));
        for (const auto* bins : {&summary->distance, &summary->snr}) {
            const auto any = [](const CountBin& bin) { return bin.count != PhaseCount{}; };
            const auto first = std::find_if(bins->begin(), bins->end(), any), last = std::find_if(bins->rbegin(), bins->rend(), any).base();
            for (auto bin = first; bin < last; ++bin, ++row) {
                setCell(*m_classes, row, 0, QString::fromStdString(bin->name));
                setCell(*m_classes, row, 1, QString::number(bin->count.p));
                setCell(*m_classes, row, 2, QString::number(bin->count.s));
            }
        }
        m_classes->setRowCount(row);
        m_classes->setVisible(row > 0);
        fitHeight(*m_classes, row);
    }
    QStringList missing;
    for (const std::string& sentence : sentences) missing << QStringLiteral("• ") + QString::fromStdString(sentence);
    m_missing->setText(missing.join(QLatin1Char('\n')));
    m_missing->setVisible(!missing.isEmpty());
}

void LearningPanel::showState()
{
    using State = Learner::State;
    const State state = m_learner ? m_learner->state() : State::Idle;
    const bool busy = state == State::Running || state == State::Stopping, paused = state == State::Paused;
    m_learn->setVisible(!busy && !paused && state != State::Proof && state != State::Adopting);
    m_learn->setEnabled(m_learner && m_learner->canLearn() && m_learner->stock().corrections.all() > 0);
    m_model->setText(m_modelName.isEmpty() ? QString() : tr("Model that learns: %1").arg(m_modelName));
    m_model->setVisible(!m_modelName.isEmpty());
    m_progress->setVisible(busy || paused);
    m_pause->setVisible(busy || paused);
    m_pause->setEnabled(state != State::Stopping);
    m_pause->setText(paused ? tr("Resume") : tr("Pause"));
    m_pause->setToolTip(paused ? tr("Go on from where it was") : tr("Give the machine back; learning goes on later from where it is now"));
    m_cancel->setVisible(busy || paused);
    m_cancel->setEnabled(state != State::Stopping);
    m_proof->setVisible(state == State::Proof || state == State::Adopting);
    m_status->setVisible(state != State::Idle);
    showProgress();
}

void LearningPanel::showProgress()
{
    if (!m_learner) return;
    m_progress->setValue(static_cast<int>(m_learner->fraction() * 1000.0));
    switch (m_learner->state()) {
    case Learner::State::Idle: m_status->clear(); break;
    case Learner::State::Running: {
        const auto left = m_learner->remainingSeconds();
        QString text = m_learner->text().isEmpty() ? tr("Learning") : m_learner->text();
        if (left) text += tr(" · %1 left").arg(remainingText(*left));
        m_status->setText(text);
        break;
    }
    case Learner::State::Stopping: m_status->setText(tr("Stopping…")); break;
    case Learner::State::Paused: m_status->setText(m_learner->text().isEmpty() ? tr("Paused") : tr("Paused: %1").arg(m_learner->text())); break;
    case Learner::State::Proof: m_status->setText(tr("The model has learned. Look at the proof, then adopt or discard it.")); break;
    case Learner::State::Adopting: m_status->setText(tr("Keeping the adapted model…")); break;
    }
}

}  // namespace seisdesk
