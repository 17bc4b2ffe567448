#pragma once
// ProofView: what an adapted model does better and worse than the one before, and the decision.

#include "core/session/learner.h"
#include "ui/theme/palette.h"

#include <QList>
#include <QWidget>

class QChartView;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableWidget;
class QTabWidget;

namespace seisdesk {

class ProofView : public QWidget {
    Q_OBJECT
public:
    explicit ProofView(QWidget* parent = nullptr);

    void setLearner(Learner* learner);
    void setPalette(const Palette& palette);

    QPushButton* adoptButton() const { return m_adopt; }
    QPushButton* discardButton() const { return m_discard; }
    QTableWidget* measures() const { return m_measures; }
    QTableWidget* changes() const { return m_changes; }
    QTabWidget* tabs() const { return m_tabs; }
    QString verdict() const;

Q_SIGNALS:
    void adoptWanted();
    void discardWanted();
    /// A changed pick to be looked at.
    void pickChosen(const seisdesk::ChangedPick& pick);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showReport(const LearningReport* report);
    void showVerdict(const LearningReport& report);
    void showMeasures(const LearningReport& report);
    void showChanges(const LearningReport& report);
    void showCharts();
    void showButtons();

    Learner* m_learner = nullptr;
    Palette m_palette = Palette::light();
    QStackedWidget* m_stack;
    QLabel *m_verdict, *m_reasons, *m_empty;
    QTableWidget *m_measures, *m_changes;
    QTabWidget* m_tabs;
    QSplitter* m_splitter;
    QList<QChartView*> m_charts;
    QPushButton *m_adopt, *m_discard;
};

}  // namespace seisdesk
