#include "ui/dialogs/fetch_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSpinBox>
#include <QVBoxLayout>

namespace seisdesk {

namespace {

const QString serverKey = QStringLiteral("fdsn/server"), radiusKey = QStringLiteral("fdsn/radius"), stationsKey = QStringLiteral("fdsn/stations");

QDoubleSpinBox* number(double from, double to, double value, int decimals, const QString& suffix, QWidget* parent)
{
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(from, to);
    box->setDecimals(decimals);
    box->setValue(value);
    box->setSuffix(suffix);
    return box;
}

QDateTimeEdit* utc(Time time, QWidget* parent)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    auto* edit = new QDateTimeEdit(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC), parent);
    edit->setTimeSpec(Qt::UTC);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    edit->setCalendarPopup(true);
    return edit;
}

Time timeOf(const QDateTimeEdit* edit) { return Time(std::chrono::milliseconds(edit->dateTime().toMSecsSinceEpoch())); }

}  // namespace

FetchDialog::FetchDialog(const QString& event, const EventQuery& around, QSettings& settings, QWidget* parent)
    : QDialog(parent), m_settings(settings), m_server(new QComboBox(this)), m_user(new QLineEdit(this)), m_password(new QLineEdit(this)),
      m_data(new QRadioButton(tr("&Records and stations around the event"), this)), m_catalogue(new QRadioButton(tr("&Events with their picks"), this)),
      m_problem(new QLabel(this))
{
    setWindowTitle(tr("Get data from a data centre"));
    for (const FdsnServer& server : fdsnServers()) m_server->addItem(QString::fromStdString(server.name), QString::fromStdString(server.address));
    m_server->setEditable(true);
    m_server->setCurrentText(settings.value(serverKey, m_server->itemText(0)).toString());
    m_server->setToolTip(tr("A data centre of the FDSN, or the address of another server (https://...)"));
    m_user->setPlaceholderText(tr("only for restricted records"));
    m_password->setEchoMode(QLineEdit::Password);

    auto* server = new QFormLayout;
    server->addRow(tr("&Server"), m_server);
    server->addRow(tr("&User"), m_user);
    server->addRow(tr("&Password"), m_password);

    auto* records = new QGroupBox(this);
    auto* recordsForm = new QFormLayout(records);
    auto* which = new QLabel(event.isEmpty() ? tr("No event with an origin is selected.") : event, records);
    which->setWordWrap(true);
    m_radius = number(0.05, 180.0, settings.value(radiusKey, 1.0).toDouble(), 2, tr("°"), records);
    m_stations = new QSpinBox(records);
    m_stations->setRange(1, 1000);
    m_stations->setValue(settings.value(stationsKey, 60).toInt());
    recordsForm->addRow(tr("Event"), which);
    recordsForm->addRow(tr("Within"), m_radius);
    recordsForm->addRow(tr("Nearest stations, at most"), m_stations);

    auto* catalogue = new QGroupBox(this);
    auto* catalogueForm = new QFormLayout(catalogue);
    m_from = utc(around.span.begin, catalogue);
    m_to = utc(around.span.end, catalogue);
    m_magnitude = number(-2.0, 10.0, around.smallestMagnitude.value_or(0.0), 1, {}, catalogue);
    m_circle = new QCheckBox(tr("Only within a circle"), catalogue);
    m_circle->setChecked(around.circle.has_value());
    const CircleArea circle = around.circle.value_or(CircleArea{0.0, 0.0, 0.0, 2.0});
    m_latitude = number(-90.0, 90.0, circle.latitudeDegrees, 3, tr("° N"), catalogue);
    m_longitude = number(-180.0, 180.0, circle.longitudeDegrees, 3, tr("° E"), catalogue);
    m_reach = number(0.05, 180.0, circle.farthestDegrees, 2, tr("°"), catalogue);
    catalogueForm->addRow(tr("From (UTC)"), m_from);
    catalogueForm->addRow(tr("To (UTC)"), m_to);
    catalogueForm->addRow(tr("Least magnitude"), m_magnitude);
    catalogueForm->addRow(m_circle);
    catalogueForm->addRow(tr("Latitude"), m_latitude);
    catalogueForm->addRow(tr("Longitude"), m_longitude);
    catalogueForm->addRow(tr("Radius"), m_reach);

    m_problem->setProperty("muted", true);
    m_problem->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_fetch = buttons->addButton(tr("&Get"), QDialogButtonBox::AcceptRole);
    m_fetch->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(server);
    layout->addWidget(m_data);
    layout->addWidget(records);
    layout->addWidget(m_catalogue);
    layout->addWidget(catalogue);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);

    m_data->setEnabled(!event.isEmpty());
    (event.isEmpty() ? m_catalogue : m_data)->setChecked(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &FetchDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &FetchDialog::reject);
    const auto follow = [this, records, catalogue] {
        records->setEnabled(m_data->isChecked());
        catalogue->setEnabled(m_catalogue->isChecked());
        showState();
    };
    connect(m_data, &QRadioButton::toggled, this, follow);
    for (QDoubleSpinBox* box : {m_latitude, m_longitude, m_reach}) {
        box->setEnabled(m_circle->isChecked());
        connect(m_circle, &QCheckBox::toggled, box, &QWidget::setEnabled);
    }
    connect(m_server, &QComboBox::editTextChanged, this, &FetchDialog::showState);
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &FetchDialog::showState);
    connect(m_to, &QDateTimeEdit::dateTimeChanged, this, &FetchDialog::showState);
    follow();
}

void FetchDialog::showState()
{
    QString problem;
    if (!fdsnServer(m_server->currentText().trimmed().toStdString())) problem = tr("Choose a server of the list, or give an address that begins with https://.");
    else if (m_catalogue->isChecked() && m_from->dateTime() >= m_to->dateTime()) problem = tr("The end must be after the beginning.");
    m_problem->setText(problem);
    m_fetch->setEnabled(problem.isEmpty());
}

std::optional<FetchWish> FetchDialog::wish() const
{
    auto server = fdsnServer(m_server->currentText().trimmed().toStdString());
    if (!server) return std::nullopt;
    FetchWish out;
    out.server = std::move(*server);
    out.server.user = m_user->text().toStdString();
    out.server.password = m_password->text().toStdString();
    out.eventData = m_data->isChecked();
    out.data.farthestDegrees = m_radius->value();
    out.data.mostStations = static_cast<std::size_t>(m_stations->value());
    out.events.span = {timeOf(m_from), timeOf(m_to)};
    out.events.smallestMagnitude = m_magnitude->value();
    if (m_circle->isChecked()) out.events.circle = CircleArea{m_latitude->value(), m_longitude->value(), 0.0, m_reach->value()};
    return out;
}

void FetchDialog::accept()
{
    m_settings.setValue(serverKey, m_server->currentText().trimmed());
    m_settings.setValue(radiusKey, m_radius->value());
    m_settings.setValue(stationsKey, m_stations->value());
    QDialog::accept();
}

}  // namespace seisdesk
