#include "ui/panels/table.h"

#include "ui/theme/style.h"

#include <QFontMetrics>
#include <QHeaderView>
#include <QLineEdit>

namespace seisdesk {

void styleTable(QTableView& table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::ExtendedSelection);
    table.setShowGrid(false);
    table.setAlternatingRowColors(true);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.setCornerButtonEnabled(false);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView* rows = table.verticalHeader();
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setMinimumSectionSize(18);
    rows->setDefaultSectionSize(QFontMetrics(table.font()).height() + 8);
    QHeaderView* columns = table.horizontalHeader();
    columns->setHighlightSections(false);
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setStretchLastSection(true);
    columns->setMinimumSectionSize(28);
}

QLineEdit* searchField(const QString& placeholder, const QString& name, QWidget* parent)
{
    auto* field = new QLineEdit(parent);
    field->setPlaceholderText(placeholder);
    field->setAccessibleName(name);
    field->setClearButtonEnabled(true);
    field->setProperty("search", true);  // the style sheet frames it
    return field;
}

void setColumnWidths(QTableView& table, const QStringList& samples)
{
    const QFontMetrics text(table.font()), numbers(numberFont()), titles(table.horizontalHeader()->font());
    for (int column = 0; column < samples.size(); ++column) {
        if (samples[column].isEmpty()) continue;
        const int title = table.model() ? titles.horizontalAdvance(table.model()->headerData(column, Qt::Horizontal).toString()) : 0;
        table.setColumnWidth(column, std::max({text.horizontalAdvance(samples[column]), numbers.horizontalAdvance(samples[column]), title + 10}) + 12);
    }
}

}  // namespace seisdesk
