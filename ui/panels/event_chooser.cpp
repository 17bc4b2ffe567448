#include "ui/panels/event_chooser.h"

#include "ui/panels/events_model.h"
#include "ui/panels/table.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace seisdesk {

EventChooser::EventChooser(const QString& title, const std::vector<Event>& events, const LabelSet& labels, Time near, const Palette& palette, QWidget* parent)
    : QDialog(parent), m_model(new EventsModel(this)), m_table(new QTableView(this))
{
    setWindowTitle(title);
    resize(640, 420);
    m_model->setPalette(palette);
    m_model->setEvents(events, &labels);
    styleTable(*m_table);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAccessibleName(tr("Events"));
    setColumnWidths(*m_table, {QStringLiteral("◐ preliminary"), QStringLiteral("2019-07-04 17:33:49.0"), QStringLiteral("6.4 Mw"), QStringLiteral("Depth km"), QStringLiteral("-35.705"),
                               QStringLiteral("-117.504"), QStringLiteral("Picks"), QStringLiteral("Searles Valley, California")});
    QLineEdit* search = searchField(tr("Find place, author, type …"), tr("Find events"), this);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(search);
    layout->addWidget(m_table);
    layout->addWidget(buttons);
    connect(search, &QLineEdit::textChanged, this, [this](const QString& text) {
        EventFilter filter;
        filter.text = text.toStdString();
        m_model->setFilter(filter);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [buttons](const QModelIndex& now) { buttons->button(QDialogButtonBox::Ok)->setEnabled(now.isValid()); });
    connect(m_table, &QTableView::activated, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    int nearest = -1;
    Duration least = Duration::max();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const EventRow* event = m_model->row(m_model->index(row, 0));
        const Duration off = event->time ? std::chrono::abs(*event->time - near) : Duration::max();
        if (nearest < 0 || off < least) nearest = row, least = off;
    }
    buttons->button(QDialogButtonBox::Ok)->setEnabled(nearest >= 0);
    if (nearest >= 0) m_table->selectRow(nearest);
    m_table->setFocus();
}

ResourceId EventChooser::chosen() const
{
    const EventRow* row = m_model->row(m_table->currentIndex());
    return row ? row->id : ResourceId();
}

}  // namespace seisdesk
