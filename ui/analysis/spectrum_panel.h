#pragma once
// SpectrumPanel: the amplitude spectrum after a pick beside that of the noise before the event.

#include "core/signal/onset_spectrum.h"
#include "ui/analysis/newest.h"
#include "ui/analysis/plot_panel.h"

class QCPAxisRect;
class QComboBox;

namespace seisdesk {

/// What a spectrum is made of. `onset` is a pick or, without a phase, the cursor.
struct SpectrumSource {
    TracePtr trace;
    Time onset{};
    Time firstOnset{};   ///< of the event at this station: noise ends before it
    std::string phase;
    std::shared_ptr<const Response> response;  ///< null where unknown
    bool operator==(const SpectrumSource&) const = default;
};

class SpectrumPanel : public PlotPanel {
    Q_OBJECT
public:
    explicit SpectrumPanel(QWidget* parent = nullptr);

    /// A null trace empties the panel.
    void setSource(const SpectrumSource& source);
    QComboBox* quantity() const { return m_quantity; }
    QComboBox* length() const { return m_length; }
    const OnsetSpectrum* spectrum() const { return m_spectrum ? &*m_spectrum : nullptr; }

Q_SIGNALS:
    void drawn();

protected:
    void restyle() override;
    void showEverything() override;

private:
    void compute();
    void take(Result<OnsetSpectrum> made);
    void describe();

    SpectrumSource m_source;
    std::optional<OnsetSpectrum> m_spectrum;
    QComboBox *m_quantity, *m_length;
    QCPAxisRect* m_rect;
    Newest m_newest;
};

}  // namespace seisdesk
