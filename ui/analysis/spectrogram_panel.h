#pragma once
// SpectrogramPanel: the trace above, its spectrogram below, over the span that the traces show.

#include "core/signal/spectrogram.h"
#include "core/waveform/trace.h"
#include "ui/analysis/newest.h"
#include "ui/analysis/plot_panel.h"
#include "ui/analysis/time_marks.h"

class QCPAxisRect;
class QCPColorMap;
class QCPColorScale;
class QComboBox;
class QMouseEvent;
class QWheelEvent;

namespace seisdesk {

class SpectrogramPanel : public PlotPanel {
    Q_OBJECT
public:
    explicit SpectrogramPanel(QWidget* parent = nullptr);

    /// A null trace empties the panel. The old picture stays until the new one is there.
    void setTrace(const TracePtr& trace, const TimeSpan& span);
    /// All picks of the trace's station.
    void setMarks(const std::vector<PlotMark>& marks);
    void setCursor(const std::optional<Time>& time);
    QComboBox* scale() const { return m_scale; }
    /// What is drawn; null before the first one.
    const SpectrogramPicture* picture() const { return m_picture ? &*m_picture : nullptr; }
    bool busy() const { return m_newest.busy(); }

Q_SIGNALS:
    /// A click: the traces go there.
    void timeChosen(seisdesk::Time time);
    /// The wheel: the traces show this.
    void spanWanted(const seisdesk::TimeSpan& span);
    void drawn();

protected:
    void restyle() override;
    void showEverything() override;

private:
    struct Made {
        SpectrogramPicture picture;
        Time start{};                        ///< of the samples
        QVector<double> seconds, amplitudes; ///< the trace, as lowest and highest of each column
    };
    void layOut();
    void compute();
    void take(Result<Made> made);
    void showSpan();
    void readOut(const QMouseEvent& event);
    void turn(QWheelEvent& event);
    static Result<Made> make(const Trace& trace, const TimeSpan& span, FrequencyScale scale, const Progress& progress);

    TracePtr m_trace;
    TimeSpan m_span;
    std::vector<PlotMark> m_marks;
    std::optional<Time> m_cursor;
    std::optional<SpectrogramPicture> m_picture;
    Time m_start{};
    QComboBox* m_scale;
    QCPAxisRect *m_above = nullptr, *m_below = nullptr;
    QCPColorMap* m_map = nullptr;
    QCPColorScale* m_colours = nullptr;
    std::unique_ptr<TimeMarks> m_lines;
    Newest m_newest;
};

}  // namespace seisdesk
