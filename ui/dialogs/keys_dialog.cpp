#include "ui/dialogs/keys_dialog.h"

#include "ui/theme/style.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace seisdesk {

KeysDialog::KeysDialog(const QList<KeyRow>& rows, const QString& keymap, const QString& userFile, QWidget* parent)
    : QDialog(parent), m_tree(new QTreeWidget(this)), m_search(new QLineEdit(this))
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(640, 640);
    m_search->setPlaceholderText(tr("Find an action or a key"));
    m_search->setAccessibleName(tr("Find an action or a key"));
    m_search->setClearButtonEnabled(true);
    m_search->setProperty("search", true);
    m_tree->setHeaderLabels({tr("Action"), tr("Keys")});
    m_tree->setAlternatingRowColors(true);
    m_tree->setAccessibleName(tr("Actions and keys"));
    m_tree->setRootIsDecorated(false);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    QHash<QString, QTreeWidgetItem*> groups;
    for (const KeyRow& row : rows) {
        QTreeWidgetItem*& group = groups[row.group];
        if (!group) {
            group = new QTreeWidgetItem(m_tree, {QString(row.group).replace(QLatin1Char('/'), QStringLiteral(" › "))});
            QFont bold = group->font(0);
            bold.setBold(true);
            group->setFont(0, bold);
            group->setFirstColumnSpanned(true);
            group->setFlags(Qt::ItemIsEnabled);
        }
        auto* item = new QTreeWidgetItem(group, {row.text, row.keys});
        item->setToolTip(0, row.tooltip);
        item->setFont(1, numberFont());
    }
    m_tree->expandAll();
    auto* note = new QLabel(tr("Keymap: %1. Your own keys go into %2.").arg(keymap, userFile), this);
    note->setWordWrap(true);
    note->setProperty("muted", true);
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_tree);
    layout->addWidget(note);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_search, &QLineEdit::textChanged, this, &KeysDialog::find);
}

void KeysDialog::find(const QString& text)
{
    for (int g = 0; g < m_tree->topLevelItemCount(); ++g) {
        QTreeWidgetItem* group = m_tree->topLevelItem(g);
        bool any = false;
        for (int i = 0; i < group->childCount(); ++i) {
            QTreeWidgetItem* item = group->child(i);
            const bool match = item->text(0).contains(text, Qt::CaseInsensitive) || item->text(1).contains(text, Qt::CaseInsensitive);
            item->setHidden(!match);
            any = any || match;
        }
        group->setHidden(!any);
    }
}

}  // namespace seisdesk
