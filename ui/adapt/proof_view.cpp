#include "ui/adapt/proof_view.h"

#include "ui/adapt/measure_text.h"
#include "ui/adapt/proof_charts.h"
#include "ui/panels/counted.h"
#include "ui/panels/table.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace seisdesk {

namespace {

constexpr int narrow = 640;   // below, the halves stand one above the other
constexpr int mostChanges = 5000;

QLabel* words(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QTableWidget* table(const QStringList& heads, const QString& name, QWidget* parent)
{
    auto* out = new QTableWidget(parent);
    styleTable(*out);
    out->setColumnCount(static_cast<int>(heads.size()));
    out->setHorizontalHeaderLabels(heads);
    out->setEditTriggers(QAbstractItemView::NoEditTriggers);
    out->setSelectionMode(QAbstractItemView::SingleSelection);
    out->setAccessibleName(name);
    return out;
}

QTableWidgetItem* cell(const QString& text, bool number = false)
{
    auto* out = new QTableWidgetItem(text);
    out->setToolTip(text);
    if (number) out->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return out;
}

QString lines(const std::vector<std::string>& sentences, std::size_t from, const QString& mark)
{
    QStringList out;
    for (std::size_t i = from; i < sentences.size(); ++i) out << mark + QString::fromStdString(sentences[i]);
    return out.join(QLatin1Char('\n'));
}

QString timeText(const std::optional<Time>& time) { return time ? QString::fromStdString(formatTime(*time, 2)) : QStringLiteral("–"); }

/// Without the date.
QString clockText(const std::optional<Time>& time) { return timeText(time).section(QLatin1Char('T'), -1).remove(QLatin1Char('Z')); }

QString changeText(const ChangedPick& pick)
{
    if (!pick.before) return ProofView::tr("new");
    if (!pick.after) return ProofView::tr("gone");
    const double seconds = toSeconds(*pick.after - *pick.before);
    QString text = ProofView::tr("%1 s").arg(QString::number(std::abs(seconds), 'f', 2));
    return (seconds < 0.0 ? QChar(0x2212) : QLatin1Char('+')) + text;
}

QString againstAnalyst(const ChangedPick& pick)
{
    if (!pick.analyst) return {};
    const auto off = [&](const std::optional<Time>& time) { return time ? QString::number(std::abs(toSeconds(*time - *pick.analyst)), 'f', 2) : QStringLiteral("–"); };
    return ProofView::tr("%1 → %2 s off").arg(off(pick.before), off(pick.after));
}

}  // namespace

ProofView::ProofView(QWidget* parent)
    : QWidget(parent), m_stack(new QStackedWidget(this)), m_verdict(words(this)), m_reasons(words(this)), m_empty(words(this)),
      m_measures(table({tr("Figure"), tr("Before"), tr("After"), tr("Change (95 %)")}, tr("Figures before and after"), this)),
      m_changes(table({tr("Stream"), tr("Phase"), tr("Change"), tr("Before"), tr("After"), tr("Against the analyst")}, tr("Picks that change"), this)), m_tabs(new QTabWidget(this)),
      m_splitter(new QSplitter(this)), m_adopt(new QPushButton(tr("Adopt"), this)), m_discard(new QPushButton(tr("Discard"), this))
{
    QFont large = m_verdict->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_verdict->setFont(large);
    m_empty->setText(tr("There is no proof to look at. After a learning round the scores before and after stand here, and the picks that change."));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("muted", true);
    m_discard->setToolTip(tr("Keep the present model and forget the adapted one; picks stay as they are"));
    m_measures->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_measures->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // as high as its rows; the column scrolls
    m_changes->setToolTip(tr("A click shows the pick in the traces"));

    auto* decision = new QWidget;
    auto* column = new QVBoxLayout(decision);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(6);
    column->addWidget(m_verdict);
    column->addWidget(m_reasons);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_adopt);
    buttons->addWidget(m_discard);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addWidget(m_measures);
    column->addStretch();
    auto* scrolled = new QScrollArea;
    scrolled->setWidget(decision);
    scrolled->setWidgetResizable(true);
    scrolled->setFrameShape(QFrame::NoFrame);
    scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_changes, tr("Picks that change"));
    for (const ProofChart kind : proofCharts) {
        auto* view = new QChartView;
        view->setRenderHint(QPainter::Antialiasing);
        view->setFrameShape(QFrame::NoFrame);
        view->setMinimumSize(160, 120);
        m_charts.append(view);
        m_tabs->addTab(view, titleOf(kind));
    }
    m_tabs->setUsesScrollButtons(true);
    m_splitter->addWidget(scrolled);
    m_splitter->addWidget(m_tabs);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({500, 500});
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_splitter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    setFocusProxy(m_changes);

    connect(m_adopt, &QPushButton::clicked, this, &ProofView::adoptWanted);
    connect(m_discard, &QPushButton::clicked, this, &ProofView::discardWanted);
    connect(m_changes, &QTableWidget::currentCellChanged, this, [this](int row) {
        const LearningReport* report = m_learner ? m_learner->report() : nullptr;
        if (report && row >= 0 && row < static_cast<int>(report->changed.size())) Q_EMIT pickChosen(report->changed[static_cast<std::size_t>(row)]);
    });
}

void ProofView::setLearner(Learner* learner)
{
    if (m_learner) m_learner->disconnect(this);
    m_learner = learner;
    if (learner)
        connect(learner, &Learner::changed, this, [this] {
            const bool has = m_learner->report() != nullptr;
            if (has != (m_stack->currentWidget() == m_splitter)) showReport(m_learner->report());
            showButtons();
        });
    showReport(learner ? learner->report() : nullptr);
}

void ProofView::setPalette(const Palette& palette)
{
    m_palette = palette;
    showCharts();
}

QString ProofView::verdict() const { return m_verdict->text(); }

void ProofView::showReport(const LearningReport* report)
{
    m_stack->setCurrentWidget(report ? static_cast<QWidget*>(m_splitter) : m_empty);
    if (!report) {
        m_changes->setRowCount(0);
        return;
    }
    showVerdict(*report);
    showMeasures(*report);
    showChanges(*report);
    showCharts();
    showButtons();
}

void ProofView::showVerdict(const LearningReport& report)
{
    m_verdict->setText(!report.reasons.empty() ? QString::fromStdString(report.reasons.front()) : report.adopt ? tr("The adapted model is better.") : tr("The adapted model should not be adopted."));
    QStringList text;
    if (report.reasons.size() > 1) text << lines(report.reasons, 1, QString());
    if (!report.warnings.empty()) text << lines(report.warnings, 0, QStringLiteral("⚠ "));
    if (!report.method.empty()) text << QString::fromStdString(report.method);
    m_reasons->setText(text.join(QLatin1Char('\n')));
    m_reasons->setVisible(!text.isEmpty());
    // Enter adopts only what the gate lets through.
    m_adopt->setText(report.adopt ? tr("Adopt") : tr("Adopt anyway…"));
    m_adopt->setDefault(report.adopt);
    m_discard->setDefault(!report.adopt);
    m_adopt->setToolTip(report.adopt ? tr("Pick with the adapted model from now on; Roll back brings the present one back")
                                     : tr("The proof speaks against it; you will be asked once more"));
}

void ProofView::showMeasures(const LearningReport& report)
{
    m_measures->setRowCount(0);
    for (const Measure::On on : {Measure::On::HeldOut, Measure::On::Reference}) {
        bool headed = false;
        for (const Measure& measure : report.measures) {
            if (measure.on != on) continue;
            int row = m_measures->rowCount();
            if (!std::exchange(headed, true)) {
                m_measures->insertRow(row);
                QTableWidgetItem* head = cell(on == Measure::On::HeldOut ? tr("Your events, held out") : tr("Reference set"));
                QFont font = head->font();
                font.setBold(true);
                head->setFont(font);
                m_measures->setItem(row, 0, head);
                m_measures->setSpan(row, 0, 1, 4);
                ++row;
            }
            m_measures->insertRow(row);
            m_measures->setItem(row, 0, cell(nameOf(measure)));
            m_measures->setItem(row, 1, cell(measureText(measure.before, measure), true));
            m_measures->setItem(row, 2, cell(measureText(measure.after, measure), true));
            const Direction direction = directionOf(measure);
            auto* change = cell((direction == Direction::Better ? QStringLiteral("✓ ") : direction == Direction::Worse ? QStringLiteral("✗ ") : QString()) + seisdesk::changeText(measure), true);
            QFont font = change->font();
            font.setBold(direction != Direction::WithinChance);
            change->setFont(font);
            if (direction == Direction::WithinChance) change->setToolTip(tr("Within what chance could give"));
            m_measures->setItem(row, 3, change);
        }
    }
    m_measures->setFixedHeight(m_measures->horizontalHeader()->sizeHint().height() + m_measures->rowCount() * m_measures->verticalHeader()->defaultSectionSize() +
                               m_measures->horizontalScrollBar()->sizeHint().height() + 2);
}

void ProofView::showChanges(const LearningReport& report)
{
    m_changes->setRowCount(std::min(mostChanges, static_cast<int>(report.changed.size())));
    for (int row = 0; row < m_changes->rowCount(); ++row) {
        const ChangedPick& pick = report.changed[static_cast<std::size_t>(row)];
        const QString texts[] = {QString::fromStdString(pick.stream.text()), QString::fromStdString(pick.phase), changeText(pick), clockText(pick.before), clockText(pick.after), againstAnalyst(pick)};
        for (int column = 0; column < 6; ++column) m_changes->setItem(row, column, cell(texts[column], column == 2));
        m_changes->item(row, 3)->setToolTip(timeText(pick.before));
        m_changes->item(row, 4)->setToolTip(timeText(pick.after));
    }
    setColumnWidths(*m_changes, {QStringLiteral("GE.WLF..HHZ.."), QStringLiteral("Phase"), QStringLiteral("-0.00 s .."), QStringLiteral("03:19:53.04.."), QStringLiteral("03:19:53.04.."), {}});
    m_tabs->setTabText(0, tr("%1 that change").arg(counted(std::ssize(report.changed), tr("pick"), tr("picks"))));
}

void ProofView::showCharts()
{
    const LearningReport* report = m_learner ? m_learner->report() : nullptr;
    for (qsizetype i = 0; i < m_charts.size(); ++i) {
        m_charts[i]->setBackgroundBrush(m_palette.background);
        QChart* old = m_charts[i]->chart();
        m_charts[i]->setChart(proofChart(proofCharts[static_cast<std::size_t>(i)], report ? *report : LearningReport(), m_palette));
        delete old;
    }
}

void ProofView::showButtons()
{
    const bool undecided = m_learner && m_learner->state() == Learner::State::Proof;
    m_adopt->setEnabled(undecided);
    m_discard->setEnabled(undecided);
}

void ProofView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const Qt::Orientation wanted = event->size().width() < narrow ? Qt::Vertical : Qt::Horizontal;
    if (m_splitter->orientation() != wanted) m_splitter->setOrientation(wanted);
}

}  // namespace seisdesk
