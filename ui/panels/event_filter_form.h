#pragma once
// EventFilterForm: time, magnitude, region, status and type that a list of events is limited to.

#include "core/catalog/event_filter.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace seisdesk {

/// A field that cannot be understood is marked, says why in its tooltip, and limits nothing.
class EventFilterForm : public QWidget {
    Q_OBJECT
public:
    explicit EventFilterForm(QWidget* parent = nullptr);
    /// What the fields say; text and "unreviewed" are the panel's own.
    EventFilter value() const;
    void clear();

Q_SIGNALS:
    void changed();

private:
    QLineEdit* field(const QString& placeholder, const QString& name);
    template <class Parse> auto parsed(QLineEdit* field, Parse parse) const;
    QLineEdit *m_from, *m_until, *m_smallest, *m_largest, *m_region;
    QComboBox *m_status, *m_type;
};

}  // namespace seisdesk
