#include "ui/dialogs/palette_dialog.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace seisdesk {

namespace {

constexpr int idRole = Qt::UserRole;

/// "View › Zoom in" and its keys, in one line.
QString lineOf(const PaletteRow& row)
{
    const QString place = QString(row.group).replace(QLatin1Char('/'), QStringLiteral(" › "));
    const QString keys = row.keys.isEmpty() ? QString() : QStringLiteral("    ") + row.keys;
    return QStringLiteral("%1 › %2%3").arg(place, row.text, keys);
}

}  // namespace

int fitOf(const QString& typed, const QString& text)
{
    int fit = 1;
    qsizetype at = 0, last = -2;
    for (const QChar c : typed) {
        if (c.isSpace()) continue;
        qsizetype found = -1;
        // A letter right after the last one counts most, then one that begins a word, then any.
        const qsizetype next = last + 1;
        if (last >= 0 && next < text.size() && text[next].toLower() == c.toLower()) found = next;
        for (qsizetype i = at; found < 0 && i < text.size(); ++i)
            if (text[i].toLower() == c.toLower() && (i == 0 || !text[i - 1].isLetterOrNumber())) found = i;
        for (qsizetype i = at; found < 0 && i < text.size(); ++i)
            if (text[i].toLower() == c.toLower()) found = i;
        if (found < 0) return 0;
        fit += found == next && last >= 0 ? 8 : found == 0 || !text[found - 1].isLetterOrNumber() ? 5 : 1;
        last = found;
        at = found + 1;
    }
    return fit;
}

QList<PaletteRow> fitting(const QList<PaletteRow>& rows, const QString& typed)
{
    if (typed.trimmed().isEmpty()) return rows;
    QList<std::pair<int, const PaletteRow*>> found;
    for (const PaletteRow& row : rows) {
        // The name counts more than its menu, and both more than the sentence that explains it.
        const int fit = std::max({4 * fitOf(typed, row.text), 3 * fitOf(typed, row.group + QLatin1Char(' ') + row.text),
                                  row.tooltip.contains(typed.trimmed(), Qt::CaseInsensitive) ? 2 : 0});
        if (fit > 0) found.append({fit, &row});
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    QList<PaletteRow> out;
    for (const auto& [fit, row] : found) out.append(*row);
    return out;
}

PaletteDialog::PaletteDialog(QList<PaletteRow> rows, QWidget* parent)
    : QDialog(parent), m_rows(std::move(rows)), m_typed(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setWindowTitle(tr("Find an action"));
    resize(640, 420);
    m_typed->setPlaceholderText(tr("A few letters of what you want to do"));
    m_typed->setAccessibleName(m_typed->placeholderText());
    m_typed->setProperty("search", true);
    m_list->setAccessibleName(tr("Actions"));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_typed);
    layout->addWidget(m_list);
    m_typed->installEventFilter(this);
    connect(m_typed, &QLineEdit::textChanged, this, &PaletteDialog::show);
    connect(m_typed, &QLineEdit::returnPressed, this, &PaletteDialog::run);
    connect(m_list, &QListWidget::itemClicked, this, &PaletteDialog::run);
    show(QString());
}

void PaletteDialog::show(const QString& typed)
{
    m_list->clear();
    for (const PaletteRow& row : fitting(m_rows, typed)) {
        auto* item = new QListWidgetItem(lineOf(row), m_list);
        item->setData(idRole, row.id);
        item->setToolTip(row.tooltip);
        if (!row.enabled) item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
    }
    for (int i = 0; i < m_list->count() && !m_list->currentItem(); ++i)
        if (m_list->item(i)->flags() & Qt::ItemIsEnabled) m_list->setCurrentRow(i);
}

bool PaletteDialog::eventFilter(QObject* object, QEvent* event)
{
    if (object == m_typed && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int page = std::max(1, m_list->height() / std::max(1, m_list->sizeHintForRow(0)) - 1);
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : key == Qt::Key_PageDown ? page : key == Qt::Key_PageUp ? -page : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(object, event);
}

void PaletteDialog::run()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item || !(item->flags() & Qt::ItemIsEnabled)) return;
    const QString id = item->data(idRole).toString();
    accept();  // first, so that the action finds the window in front
    Q_EMIT chosen(id);
}

}  // namespace seisdesk
