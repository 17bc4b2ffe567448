#include "ui/analysis/time_marks.h"

#include "ui/theme/custom_plot.h"
#include "ui/analysis/plot_style.h"

namespace seisdesk {

void TimeMarks::add(QCPAxisRect& rect, double seconds, const QPen& pen, std::vector<QCPAbstractItem*>& items)
{
    auto* line = new QCPItemLine(&m_plot);
    for (QCPItemPosition* end : {line->start, line->end}) {
        end->setAxisRect(&rect);
        end->setAxes(rect.axis(QCPAxis::atBottom), rect.axis(QCPAxis::atLeft));
        end->setTypeX(QCPItemPosition::ptPlotCoords);
        end->setTypeY(QCPItemPosition::ptAxisRectRatio);
        end->setCoords(seconds, end == line->start ? 0.0 : 1.0);
    }
    line->setClipAxisRect(&rect);
    line->setClipToAxisRect(true);
    line->setPen(pen);
    line->setSelectable(false);
    items.push_back(line);
}

void TimeMarks::setMarks(const std::vector<PlotMark>& marks, const Palette& palette)
{
    for (QCPAbstractItem* item : m_items) m_plot.removeItem(item);
    m_items.clear();
    const QPen halo(haloColour(palette), 4.0);
    for (const PlotMark& mark : marks) {
        const double seconds = toSeconds(mark.time.time_since_epoch());
        const QColor colour = mark.rejected ? palette.rejected : palette.phase(mark.phase.toStdString());
        const QPen pen(colour, mark.rejected ? 1.0 : 1.6, mark.automatic ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap);
        for (std::size_t i = 0; i < m_rects.size(); ++i) {
            add(*m_rects[i], seconds, halo, m_items);
            add(*m_rects[i], seconds, pen, m_items);
        }
        auto* text = new QCPItemText(&m_plot);
        QCPAxisRect* top = m_rects.front();
        text->position->setAxisRect(top);
        text->position->setAxes(top->axis(QCPAxis::atBottom), top->axis(QCPAxis::atLeft));
        text->position->setTypeX(QCPItemPosition::ptPlotCoords);
        text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        text->position->setCoords(seconds, mark.phase.startsWith(QLatin1Char('S')) ? 0.24 : 0.02);  // both can be read where they are close
        text->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        text->setClipAxisRect(top);
        text->setPadding({3, 0, 3, 1});
        text->setBrush(haloColour(palette));
        text->setText(mark.phase);
        text->setColor(colour);
        text->setFont(m_plot.font());
        text->setSelectable(false);
        m_items.push_back(text);
    }
}

void TimeMarks::setCursor(const std::optional<Time>& time, const Palette& palette)
{
    for (QCPAbstractItem* item : m_cursor) m_plot.removeItem(item);
    m_cursor.clear();
    if (time)
        for (QCPAxisRect* rect : m_rects) add(*rect, toSeconds(time->time_since_epoch()), QPen(palette.crosshair, 1.0), m_cursor);
    for (QCPAbstractItem* item : m_cursor) item->setLayer(QStringLiteral("overlay"));
    if (m_plot.isVisible()) m_plot.layer(QStringLiteral("overlay"))->replot();  // the picture below stays as it is
}

}  // namespace seisdesk
