#pragma once
// EventChooser: asks for one of the events, the nearest in time first chosen.

#include "core/catalog/event.h"
#include "core/label/label_set.h"
#include "ui/theme/palette.h"

#include <QDialog>

class QTableView;

namespace seisdesk {

class EventsModel;

class EventChooser : public QDialog {
    Q_OBJECT
public:
    EventChooser(const QString& title, const std::vector<Event>& events, const LabelSet& labels, Time near, const Palette& palette, QWidget* parent);
    /// Empty for none.
    ResourceId chosen() const;
    QTableView* table() const { return m_table; }

private:
    EventsModel* m_model;
    QTableView* m_table;
};

}  // namespace seisdesk
