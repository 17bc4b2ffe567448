#pragma once
// How tables look and behave in every panel.

#include <QTableView>

class QLineEdit;

namespace seisdesk {

/// Rows are selected whole, no grid, no row numbers, one line of text per row, Tab leaves the table.
void styleTable(QTableView& table);

/// A search field with a clear button; `name` is what screen readers say.
QLineEdit* searchField(const QString& placeholder, const QString& name, QWidget* parent);

/// Widths by sample texts and titles, so that columns do not jump while rows come in. Empty leaves a column as it is.
void setColumnWidths(QTableView& table, const QStringList& samples);

}  // namespace seisdesk
