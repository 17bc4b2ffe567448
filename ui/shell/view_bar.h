#pragma once
// ViewBar: the toolbar for what is changed all the time: filter, order, components, which stations.

#include "ui/trace/trace_options.h"

#include <QToolBar>

class QComboBox;
class QLineEdit;

namespace seisdesk {

class ActionRegistry;

class ViewBar : public QToolBar {
    Q_OBJECT
public:
    ViewBar(const ActionRegistry& actions, QWidget* parent);
    void setPresets(const QStringList& filters);
    /// Shows options that were changed elsewhere.
    void showOptions(const ViewOptions& options);
    QLineEdit* stationFilter() const { return m_stations; }

Q_SIGNALS:
    void filterChosen(const QString& filter);
    void sortChosen(seisdesk::TraceSort sort);
    void stationFilterChanged(const QString& text);

private:
    QComboBox *m_filter, *m_sort;
    QLineEdit* m_stations;
};

}  // namespace seisdesk
