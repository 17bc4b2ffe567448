#pragma once
// LogPanel: the messages with their time; can be copied.

#include "ui/panels/log_model.h"

#include <QWidget>

class QTableView;
class QToolButton;

namespace seisdesk {

struct Palette;

class LogPanel : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(QWidget* parent = nullptr);
    void setPalette(const Palette& palette);
    void add(const Message& message);
    LogModel* model() const { return m_model; }

private:
    void copy() const;
    LogModel* m_model;
    QTableView* m_table;
    QToolButton *m_copy, *m_clear;
};

}  // namespace seisdesk
