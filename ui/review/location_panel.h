#pragma once
// LocationPanel: where and when the event under review was, how well that is known, and which picks say so.

#include "core/base/id.h"
#include "ui/review/review_state.h"
#include "ui/theme/palette.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QTableView;

namespace seisdesk {

class ArrivalsModel;
class ResidualDelegate;

class LocationPanel : public QWidget {
    Q_OBJECT
public:
    explicit LocationPanel(QWidget* parent = nullptr);

    void setState(const ReviewState& state);
    void setPalette(const Palette& palette);
    /// Velocity models to choose from, by name or file, and the one in use; `note` says why there is none, or that it is being made.
    void setModels(const QStringList& models, const QString& current, const QString& note = {});
    /// How many stations have corrections, and whether they are in use.
    void setCorrections(std::size_t stations, bool on);
    /// Selects the row of a pick without going there.
    void select(const Id& pick);
    /// Goes down or up the table by one row and to that pick.
    void step(int by);
    /// Switches the selected picks: off if any of them is on.
    void toggleUsed();
    QTableView* table() const { return m_table; }
    ArrivalsModel* model() const { return m_model; }

Q_SIGNALS:
    void usedChanged(const std::vector<seisdesk::Id>& picks, bool used);
    void fixedDepthChanged(std::optional<double> depthKm);
    void relocateWanted();
    void modelChosen(const QString& model);
    void modelFileWanted();
    void correctionsSwitched(bool on);
    void correctionsLearnt();
    void correctionsImported();
    void correctionsExported();
    void correctionsForgotten();
    void pickChosen(const seisdesk::Id& pick);
    void pickSelected(const seisdesk::Id& pick);

private:
    void layOut();
    void showTexts();
    std::vector<Id> selected() const;
    bool eventFilter(QObject* watched, QEvent* event) override;

    ReviewState m_state;
    Palette m_palette = Palette::light();
    ArrivalsModel* m_model;
    ResidualDelegate* m_bars;
    QTableView* m_table;
    QList<QLabel*> m_values;
    QLabel *m_notice, *m_effect;
    QWidget* m_figures;
    QComboBox* m_models;
    QCheckBox *m_fixed, *m_corrections;
    QPushButton* m_more;
    QList<QAction*> m_ofCorrections;  ///< that need some
    QDoubleSpinBox* m_depth;
    QPushButton* m_relocate;
};

}  // namespace seisdesk
