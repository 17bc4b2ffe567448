#pragma once
// LearningPanel: what there is to learn from, the button that starts it, and how far it is.

#include "core/session/learner.h"
#include "ui/theme/palette.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace seisdesk {

class LearningPanel : public QWidget {
    Q_OBJECT
public:
    explicit LearningPanel(QWidget* parent = nullptr);

    /// What is shown; must outlive the panel or be replaced.
    void setLearner(Learner* learner);
    void setPalette(const Palette& palette);
    /// Which model would learn.
    void setModel(const QString& name) { m_modelName = name; showState(); }

    QPushButton* learnButton() const { return m_learn; }
    QPushButton* pauseButton() const { return m_pause; }
    QPushButton* cancelButton() const { return m_cancel; }
    QString headline() const;
    QTableWidget* classes() const { return m_classes; }
    QString missing() const;

Q_SIGNALS:
    /// An action of the shell: "learn.start" ...
    void wanted(const QString& action);
    void automaticChanged(const seisdesk::AutomaticLearning& automatic);
    void minutesChanged(int minutes);  ///< that learning may take; 0 for as long as it needs

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void showStock();
    void showSummary();
    void showState();
    void showProgress();

    Learner* m_learner = nullptr;
    QString m_modelName;
    QLabel *m_headline, *m_new, *m_parts, *m_balance, *m_missing, *m_model, *m_status;
    QTableWidget *m_phases, *m_classes, *m_stations;
    QPushButton *m_learn, *m_pause, *m_cancel, *m_proof;
    QProgressBar* m_progress;
    QCheckBox* m_automatic;
    QSpinBox *m_minutes, *m_after, *m_idle;
};

}  // namespace seisdesk
