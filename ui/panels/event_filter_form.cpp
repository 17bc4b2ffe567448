#include "ui/panels/event_filter_form.h"

#include "core/catalog/catalog_edits.h"
#include "ui/panels/review_look.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>

namespace seisdesk {

EventFilterForm::EventFilterForm(QWidget* parent)
    : QWidget(parent), m_from(field(tr("from 2019-07-04T17"), tr("From"))), m_until(field(tr("until"), tr("Until"))), m_smallest(field(tr("from"), tr("Smallest magnitude"))),
      m_largest(field(tr("to"), tr("Largest magnitude"))), m_region(field(tr("35/36/-118/-117 or 35.7/-117.5/50km"), tr("Region"))), m_status(new QComboBox(this)),
      m_type(new QComboBox(this))
{
    m_region->setToolTip(tr("South/north/west/east in degrees, or the centre and a radius"));
    m_status->addItem(tr("any status"), -1);
    for (const Review review : {Review::Preliminary, Review::Confirmed, Review::Reviewed, Review::Final, Review::Rejected})
        m_status->addItem(reviewSign(review) + QLatin1Char(' ') + reviewWord(review), static_cast<int>(review));
    m_type->addItem(tr("any type"));
    for (const std::string& type : eventTypes()) m_type->addItem(QString::fromStdString(type), QString::fromStdString(type));
    for (QComboBox* box : {m_status, m_type}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        connect(box, &QComboBox::currentIndexChanged, this, &EventFilterForm::changed);
    }
    m_status->setAccessibleName(tr("Status"));
    m_type->setAccessibleName(tr("Type"));
    auto* reset = new QPushButton(tr("Clear"), this);
    reset->setToolTip(tr("Limit the list to nothing"));
    connect(reset, &QPushButton::clicked, this, &EventFilterForm::clear);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(6, 0, 6, 6);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(4);
    const auto line = [&](int row, const QString& title, std::initializer_list<QWidget*> widgets) {
        auto* label = new QLabel(title, this);
        label->setProperty("muted", true);
        grid->addWidget(label, row, 0);
        int column = 1;
        for (QWidget* widget : widgets) grid->addWidget(widget, row, column++, 1, widgets.size() == 1 ? 2 : 1);
    };
    line(0, tr("Time"), {m_from, m_until});
    line(1, tr("M"), {m_smallest, m_largest});
    line(2, tr("Region"), {m_region});
    line(3, tr("Status"), {m_status, m_type});
    grid->addWidget(reset, 4, 2);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
}

QLineEdit* EventFilterForm::field(const QString& placeholder, const QString& name)
{
    auto* edit = new QLineEdit(this);
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(name);
    edit->setMinimumWidth(60);
    edit->setProperty("search", true);  // the style sheet frames it
    connect(edit, &QLineEdit::textChanged, this, &EventFilterForm::changed);
    return edit;
}

/// Nothing for an empty field and for one that is marked as not understood.
template <class Parse> auto EventFilterForm::parsed(QLineEdit* field, Parse parse) const
{
    const std::string text = field->text().trimmed().toStdString();
    const auto value = text.empty() ? decltype(parse(text)){} : parse(text);
    const bool invalid = !text.empty() && !value;
    if (field->property("invalid").toBool() != invalid) {
        field->setProperty("invalid", invalid);
        field->style()->unpolish(field);
        field->style()->polish(field);
    }
    return value;
}

EventFilter EventFilterForm::value() const
{
    const auto time = [](const std::string& text) {
        const auto parsed = parseTime(text);
        return parsed ? std::optional(*parsed) : std::nullopt;
    };
    const auto number = [](const std::string& text) {
        bool ok = false;
        const double value = QString::fromStdString(text).toDouble(&ok);
        return ok ? std::optional(value) : std::nullopt;
    };
    const auto region = [](const std::string& text) {
        const auto parsed = regionFrom(text);
        return parsed ? std::optional(*parsed) : std::nullopt;
    };
    EventFilter out;
    out.from = parsed(m_from, time);
    out.until = parsed(m_until, time);
    out.smallest = parsed(m_smallest, number);
    out.largest = parsed(m_largest, number);
    out.region = parsed(m_region, region).value_or(Region{});
    if (m_status->currentData().toInt() >= 0) out.reviews = {static_cast<Review>(m_status->currentData().toInt())};
    out.type = m_type->currentData().toString().toStdString();
    return out;
}

void EventFilterForm::clear()
{
    for (QLineEdit* edit : {m_from, m_until, m_smallest, m_largest, m_region}) edit->clear();
    m_status->setCurrentIndex(0);
    m_type->setCurrentIndex(0);
}

}  // namespace seisdesk
