#include "ui/panels/pick_delegate.h"

#include "ui/panels/picks_model.h"

#include <QComboBox>
#include <QDoubleSpinBox>

namespace seisdesk {

namespace {

void fillChoices(QComboBox& box, int column)
{
    if (column == PicksModel::Polarity) {
        for (const Polarity p : {Polarity::Unset, Polarity::Positive, Polarity::Negative, Polarity::Undecidable})
            box.addItem(p == Polarity::Unset ? PickDelegate::tr("none") : QString::fromStdString(word(p)), static_cast<int>(p));
    } else if (column == PicksModel::Onset) {
        for (const OnsetQuality q : {OnsetQuality::Unset, OnsetQuality::Impulsive, OnsetQuality::Emergent, OnsetQuality::Questionable})
            box.addItem(q == OnsetQuality::Unset ? PickDelegate::tr("none") : QString::fromStdString(word(q)), static_cast<int>(q));
    } else {
        for (const Review r : {Review::Confirmed, Review::Rejected}) box.addItem(QString::fromStdString(word(r)), static_cast<int>(r));
    }
}

}  // namespace

QWidget* PickDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const
{
    if (index.column() == PicksModel::Uncertainty) {
        auto* box = new QDoubleSpinBox(parent);
        box->setDecimals(3);
        box->setRange(0.0, 60.0);
        box->setSingleStep(0.01);
        box->setSpecialValueText(tr("none"));
        return box;
    }
    auto* box = new QComboBox(parent);
    if (index.column() == PicksModel::Phase) {
        box->setEditable(true);
        box->addItems({QStringLiteral("P"), QStringLiteral("Pn"), QStringLiteral("Pg"), QStringLiteral("pP"), QStringLiteral("S"), QStringLiteral("Sn"), QStringLiteral("Sg")});
    } else {
        fillChoices(*box, index.column());
        // A choice from the list is final at once.
        connect(box, &QComboBox::activated, this, [this, box] {
            auto* self = const_cast<PickDelegate*>(this);
            Q_EMIT self->commitData(box);
            Q_EMIT self->closeEditor(box);
        });
    }
    return box;
}

void PickDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    if (auto* number = qobject_cast<QDoubleSpinBox*>(editor)) return number->setValue(index.data(Qt::EditRole).toDouble());
    auto* box = qobject_cast<QComboBox*>(editor);
    if (!box) return;
    if (box->isEditable()) return box->setCurrentText(index.data(Qt::EditRole).toString());
    box->setCurrentIndex(std::max(0, box->findData(index.data(Qt::EditRole))));
}

void PickDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    if (const auto* number = qobject_cast<QDoubleSpinBox*>(editor)) model->setData(index, number->value());
    else if (const auto* box = qobject_cast<QComboBox*>(editor)) model->setData(index, box->isEditable() ? QVariant(box->currentText()) : box->currentData());
}

}  // namespace seisdesk
