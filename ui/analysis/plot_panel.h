#pragma once
// PlotPanel: a plot with a row of controls above it, a sentence where there is nothing to plot, and a menu to save the picture.

#include "ui/theme/palette.h"

#include <QWidget>

class QCustomPlot;
class QHBoxLayout;
class QLabel;
class QMenu;
class QStackedWidget;

namespace seisdesk {

class PlotPanel : public QWidget {
    Q_OBJECT
public:
    /// The name is for file names and for those who cannot see the plot.
    PlotPanel(const QString& name, QWidget* parent);

    QCustomPlot& plot() const { return *m_plot; }
    void setPalette(const Palette& palette);
    const Palette& palette() const { return m_palette; }
    /// PNG (twice as fine as the screen), PDF or SVG, by the ending. Tells what came of it.
    bool savePicture(const QString& path);
    /// What stands instead of the plot; empty while there is one.
    QString emptyText() const;
    /// The line below the controls.
    QString note() const;

Q_SIGNALS:
    void saved(const QString& path);
    void failed(const QString& sentence);

protected:
    QHBoxLayout& controls() { return *m_controls; }
    /// An empty sentence shows the plot.
    void showEmpty(const QString& sentence);
    void setNote(const QString& text);
    /// Own colours, after the axes have theirs. Ends with a replot.
    virtual void restyle() = 0;
    /// What "Show everything" does.
    virtual void showEverything() = 0;
    void changeEvent(QEvent* event) override;

private:
    void openMenu(const QPoint& at);
    void chooseFile(const QString& ending);

    QString m_name;
    QCustomPlot* m_plot;
    QHBoxLayout* m_controls;
    QLabel *m_note, *m_empty;
    QStackedWidget* m_stack;
    Palette m_palette = Palette::light();
};

}  // namespace seisdesk
