#pragma once
// JobsPanel: what is running, with progress and a button to stop it.

#include <QWidget>

class QTableView;
class QToolButton;

namespace seisdesk {

class JobQueue;
class JobsModel;
struct Palette;

class JobsPanel : public QWidget {
    Q_OBJECT
public:
    explicit JobsPanel(JobQueue& jobs, QWidget* parent = nullptr);
    void setPalette(const Palette& palette);
    JobsModel* model() const { return m_model; }

private:
    void showCancel();
    JobsModel* m_model;
    QTableView* m_table;
    QToolButton* m_cancel;
};

}  // namespace seisdesk
