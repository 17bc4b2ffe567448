#pragma once
// PickDelegate: editors for the columns of the picks table.

#include <QStyledItemDelegate>

namespace seisdesk {

/// Polarity, onset and status open a list, phase a list that takes other names too, uncertainty a number in seconds.
class PickDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
};

}  // namespace seisdesk
