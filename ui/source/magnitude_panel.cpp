#include "ui/source/magnitude_panel.h"

#include "ui/panels/counted.h"
#include "ui/panels/table.h"
#include "ui/source/size_settings_dialog.h"
#include "ui/source/spectrum_plot.h"
#include "ui/source/station_sizes_model.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

namespace seisdesk {

MagnitudePanel::MagnitudePanel(QWidget* parent)
    : QWidget(parent), m_stations(new StationSizesModel(this)), m_network(new QLabel), m_model(new QLabel), m_empty(new QLabel), m_types(new QTabBar), m_table(new QTableView),
      m_spectrum(new SpectrumPlot), m_splitter(new QSplitter(Qt::Vertical)), m_attenuation(new QComboBox), m_average(new QComboBox), m_settings(new QPushButton(tr("Settings…"))),
      m_keep(new QPushButton(tr("Put into event"))), m_options(new QWidget)
{
    for (QLabel* label : {m_network, m_model, m_empty}) label->setWordWrap(true);
    m_network->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_types->setExpanding(false);
    m_types->setDrawBase(false);
    m_types->setAccessibleName(tr("Type of magnitude"));
    m_table->setModel(m_stations);
    m_table->setAccessibleName(tr("Stations"));
    styleTable(*m_table);
    setColumnWidths(*m_table, {QStringLiteral("☐☐ WW.STATION"), QStringLiteral("1000"), QStringLiteral("0.00123"), QStringLiteral("12.34"), QStringLiteral("12.34"), QStringLiteral("Residual")});
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_spectrum);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    for (const std::string& name : attenuationFunctions()) m_attenuation->addItem(attenuationTitle(name), QString::fromStdString(name));
    m_attenuation->setAccessibleName(tr("Attenuation function of ML"));
    m_attenuation->setToolTip(tr("Attenuation function of ML"));
    m_attenuation->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_attenuation->setMinimumContentsLength(10);
    m_average->addItem(tr("Median"), static_cast<int>(NetworkAverage::Median));
    m_average->addItem(tr("Trimmed mean"), static_cast<int>(NetworkAverage::TrimmedMean));
    m_average->setAccessibleName(tr("Network value"));
    m_average->setToolTip(tr("How the stations make one value: median, or the mean without a quarter at each end"));
    m_settings->setToolTip(tr("Types, attenuation and station corrections of ML, Q and kappa of Mw"));
    auto* options = new QHBoxLayout(m_options);
    options->setContentsMargins(0, 0, 0, 0);
    options->addWidget(m_attenuation, 1);
    options->addWidget(m_average);
    options->addWidget(m_settings);
    options->addWidget(m_keep);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 10);
    layout->setSpacing(6);
    layout->addWidget(m_network);
    layout->addWidget(m_model);
    layout->addWidget(m_empty);
    layout->addWidget(m_types);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_options);
    layout->addStretch(0);
    setFocusProxy(m_table);
    connect(m_types, &QTabBar::currentChanged, this, &MagnitudePanel::refresh);
    connect(m_stations, &StationSizesModel::usedChanged, this, [this](const QString& station, bool used) { Q_EMIT usedChanged(station, type(), used); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &MagnitudePanel::showSpectrum);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (const StationSize* one = m_stations->station(index)) Q_EMIT stationChosen(QString::fromStdString(one->station));
    });
    connect(m_attenuation, &QComboBox::activated, this, [this] { Q_EMIT attenuationChosen(m_attenuation->currentData().toString()); });
    connect(m_average, &QComboBox::activated, this, [this] { Q_EMIT averageChosen(static_cast<NetworkAverage>(m_average->currentData().toInt())); });
    connect(m_settings, &QPushButton::clicked, this, &MagnitudePanel::settingsWanted);
    connect(m_keep, &QPushButton::clicked, this, &MagnitudePanel::keepWanted);
    refresh();
}

void MagnitudePanel::setView(const MagnitudeView& view)
{
    m_view = view;
    QStringList types;
    for (const StationSize& one : view.size.stations)
        if (const QString type = QString::fromStdString(one.type); !types.contains(type)) types << type;
    const QString before = type();
    {
        const QSignalBlocker quiet(m_types);
        QStringList shown;
        for (int i = 0; i < m_types->count(); ++i) shown << m_types->tabText(i);
        if (shown != types) {
            while (m_types->count() > 0) m_types->removeTab(0);
            for (const QString& one : types) m_types->addTab(one);
            m_types->setCurrentIndex(std::max(0, static_cast<int>(types.indexOf(before))));
        }
        m_attenuation->setCurrentIndex(m_attenuation->findData(view.attenuation));
        m_average->setCurrentIndex(m_average->findData(static_cast<int>(view.average)));
    }
    refresh();
}

void MagnitudePanel::setPalette(const Palette& palette)
{
    m_palette = palette;
    m_stations->setPalette(palette);
    m_spectrum->setPalette(palette);
    refresh();
}

QString MagnitudePanel::type() const { return m_types->currentIndex() < 0 ? QString() : m_types->tabText(m_types->currentIndex()); }

void MagnitudePanel::setType(const QString& type)
{
    for (int i = 0; i < m_types->count(); ++i)
        if (m_types->tabText(i) == type) m_types->setCurrentIndex(i);
}

QString MagnitudePanel::networkText() const
{
    QString rows;
    for (const NetworkSize& one : m_view.size.networks) {
        QString source;
        if (one.cornerHz) source = tr("fc %1 Hz").arg(*one.cornerHz, 0, 'f', 1);
        if (one.stressDropPa) source += tr(", %1 MPa").arg(1e-6 * *one.stressDropPa, 0, 'g', 2);
        rows += QStringLiteral("<tr><td>%1&nbsp;</td><td style='font-size:large;font-weight:600'>%2</td><td>&nbsp;± %3&nbsp;</td><td style='color:%6'>&nbsp;%4&nbsp;</td><td style='color:%6'>%5</td></tr>")
                    .arg(QString::fromStdString(one.type))
                    .arg(one.magnitude, 0, 'f', 2)
                    .arg(one.sigma, 0, 'f', 2)
                    .arg(counted(one.stations, tr("station"), tr("stations")), source, m_palette.mutedText.name());
    }
    return rows.isEmpty() ? QString() : QStringLiteral("<table cellspacing='0' cellpadding='1'>%1</table>").arg(rows);
}

void MagnitudePanel::refresh()
{
    const bool measured = !m_view.size.stations.empty();
    std::vector<StationSize> stations;
    for (const StationSize& one : m_view.size.stations)
        if (QString::fromStdString(one.type) == type()) stations.push_back(one);
    m_stations->setStations(std::move(stations), type());
    m_network->setText(networkText());
    m_network->setVisible(!m_view.size.networks.empty());
    m_model->setVisible(m_view.model.has_value());
    if (m_view.model)
        m_model->setText(tr("<span style='color:%1'>The model says %2 (median of %3; not mixed in)</span>")
                             .arg(m_palette.mutedText.name())
                             .arg(m_view.model->value, 0, 'f', 1)
                             .arg(counted(m_view.modelPicks, tr("pick"), tr("picks"))));
    const QString empty = m_view.event.isEmpty() ? tr("Choose an event to see its size.")
                          : m_view.measuring && !measured ? tr("Measuring…")
                          : !measured ? (m_view.problem.isEmpty() ? tr("Nothing was measured yet.") : m_view.problem)
                          : m_view.size.networks.empty() ? tr("No station could be used; the notes say why.") : QString();
    m_empty->setText(empty);
    m_empty->setVisible(!empty.isEmpty());
    for (QWidget* widget : {static_cast<QWidget*>(m_types), static_cast<QWidget*>(m_splitter), m_options}) widget->setVisible(measured);
    m_attenuation->setEnabled(type() == QLatin1String("ML"));
    m_keep->setEnabled(measured && !m_view.size.networks.empty() && !m_view.kept && !m_view.measuring);
    m_keep->setText(m_view.kept ? tr("In the event") : tr("Put into event"));
    m_keep->setToolTip(m_view.kept ? tr("The event has these magnitudes; they follow when picks change") : tr("Put amplitudes and magnitudes into the event"));
    m_spectrum->setVisible(type() == QLatin1String("Mw"));
    if (measured && !m_table->currentIndex().isValid()) {
        // The first one that counts, so that there is something to see.
        for (int row = 0; row < m_stations->rowCount(); ++row)
            if (const StationSize* one = m_stations->station(m_stations->index(row, 0)); one && one->used) {
                m_table->selectRow(row);
                break;
            }
    }
    showSpectrum();
}

void MagnitudePanel::showSpectrum()
{
    const StationSize* one = m_stations->station(m_table->currentIndex());
    if (one && one->spectrum) return m_spectrum->setSpectrum(*one->spectrum);
    m_spectrum->setSpectrum(std::nullopt, one ? QString::fromStdString(one->station + ": " + (one->why.empty() ? "no spectrum" : one->why)) : tr("Choose a station to see its spectrum."));
}

}  // namespace seisdesk
