#pragma once
// SpectrumPlot: a station's displacement spectrum with noise and the Brune source that fits it.

#include "core/locate/size/source_spectrum.h"
#include "ui/theme/palette.h"

#include <QWidget>

#include <optional>

class QCustomPlot;

namespace seisdesk {

class SpectrumPlot : public QWidget {
    Q_OBJECT
public:
    explicit SpectrumPlot(QWidget* parent = nullptr);
    /// `note` stands where there is no spectrum.
    void setSpectrum(const std::optional<SourceSpectrum>& spectrum, const QString& note = {});
    void setPalette(const Palette& palette);
    QSize minimumSizeHint() const override { return {200, 150}; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void draw();
    std::optional<SourceSpectrum> m_spectrum;
    QString m_note;
    Palette m_palette = Palette::light();
    QCustomPlot* m_plot;
};

}  // namespace seisdesk
