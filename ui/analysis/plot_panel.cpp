#include "ui/analysis/plot_panel.h"

#include "ui/theme/custom_plot.h"
#include "ui/analysis/plot_style.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QSvgGenerator>
#include <QVBoxLayout>

namespace seisdesk {

PlotPanel::PlotPanel(const QString& name, QWidget* parent)
    : QWidget(parent), m_name(name), m_plot(new QCustomPlot), m_controls(new QHBoxLayout), m_note(new QLabel), m_empty(new QLabel), m_stack(new QStackedWidget)
{
    m_note->setProperty("muted", true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(8, 0, 8, 4);
    m_note->hide();
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("muted", true);
    m_empty->setMargin(16);
    m_plot->setAccessibleName(name);
    m_plot->setContextMenuPolicy(Qt::CustomContextMenu);
    m_plot->setMinimumSize(160, 120);
    m_plot->setFocusPolicy(Qt::StrongFocus);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_plot);
    m_controls->setContentsMargins(8, 4, 8, 4);
    m_controls->setSpacing(6);
    m_controls->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_controls);
    column->addWidget(m_note);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_plot);
    connect(m_plot, &QWidget::customContextMenuRequested, this, &PlotPanel::openMenu);
}

void PlotPanel::setPalette(const Palette& palette)
{
    m_palette = palette;
    stylePlot(*m_plot, palette);
    restyle();
}

void PlotPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
    stylePlot(*m_plot, m_palette);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString PlotPanel::emptyText() const { return m_stack->currentWidget() == m_empty ? m_empty->text() : QString(); }

void PlotPanel::showEmpty(const QString& sentence)
{
    m_empty->setText(sentence);
    m_stack->setCurrentWidget(sentence.isEmpty() ? static_cast<QWidget*>(m_plot) : m_empty);
}

QString PlotPanel::note() const { return m_note->text(); }

void PlotPanel::setNote(const QString& text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    m_note->setToolTip(text);
}

bool PlotPanel::savePicture(const QString& path)
{
    const int width = m_plot->width(), height = m_plot->height();
    bool written = false;
    if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        written = m_plot->savePdf(path, width, height, QCP::epNoCosmetic, QStringLiteral("SeisDesk"), m_name);
    } else if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator svg;
        svg.setFileName(path);
        svg.setSize({width, height});
        svg.setViewBox(QRect(0, 0, width, height));
        svg.setTitle(m_name);
        QCPPainter painter;
        if (painter.begin(&svg)) {
            painter.setMode(QCPPainter::pmVectorized);
            painter.setMode(QCPPainter::pmNoCaching);
            painter.fillRect(QRect(0, 0, width, height), m_palette.background);
            m_plot->toPainter(&painter, width, height);
            written = painter.end();
        }
    } else {
        written = m_plot->savePng(path, width, height, 2.0);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    if (written) Q_EMIT saved(path);
    else Q_EMIT failed(tr("%1 could not be written. Choose another folder, or a name that ends in .png, .pdf or .svg.").arg(path));
    return written;
}

void PlotPanel::chooseFile(const QString& ending)
{
    const QString name = m_name.toLower().replace(QLatin1Char(' '), QLatin1Char('-')) + QLatin1Char('.') + ending;
    QString path = QFileDialog::getSaveFileName(this, tr("Save picture"), name, QStringLiteral("%1 (*.%2)").arg(ending.toUpper(), ending));
    if (path.isEmpty()) return;
    if (!path.endsWith(QLatin1Char('.') + ending, Qt::CaseInsensitive)) path += QLatin1Char('.') + ending;
    savePicture(path);
}

void PlotPanel::openMenu(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Show everything")), &QAction::triggered, this, [this] { showEverything(); });
    menu->addSeparator();
    for (const char* ending : {"png", "pdf", "svg"})
        connect(menu->addAction(tr("Save as %1…").arg(QString::fromLatin1(ending).toUpper())), &QAction::triggered, this, [this, ending] { chooseFile(QString::fromLatin1(ending)); });
    connect(menu->addAction(tr("Copy picture")), &QAction::triggered, this, [this] { QApplication::clipboard()->setPixmap(m_plot->toPixmap(0, 0, 2.0)); });
    menu->popup(m_plot->mapToGlobal(at));
}

}  // namespace seisdesk
