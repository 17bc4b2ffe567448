#include "ui/source/size_settings_dialog.h"

#include "ui/theme/style.h"

#include "core/locate/size/size_settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace seisdesk {

namespace {

QDoubleSpinBox* number(double from, double to, int decimals, double step, const QString& suffix, const QString& tip)
{
    auto* box = new QDoubleSpinBox;
    box->setRange(from, to);
    box->setDecimals(decimals);
    box->setSingleStep(step);
    box->setSuffix(suffix);
    box->setToolTip(tip);
    return box;
}

}  // namespace

QString attenuationTitle(const std::string& name)
{
    if (name == "iaspei") return SizeSettingsDialog::tr("IASPEI 2013");
    if (name == "hutton-boore") return SizeSettingsDialog::tr("Hutton & Boore 1987");
    if (name == "bakun-joyner") return SizeSettingsDialog::tr("Bakun & Joyner 1984");
    if (name == "cisn") return SizeSettingsDialog::tr("Uhrhammer et al. 2011 (California)");
    return QString::fromStdString(name);
}

SizeSettingsDialog::SizeSettingsDialog(const SizeOptions& given, QWidget* parent)
    : QDialog(parent), m_given(given), m_average(new QComboBox), m_attenuation(new QComboBox), m_wave(new QComboBox),
      m_leastSnr(number(1.0, 100.0, 1, 0.5, {}, tr("A swing that is less than this many times the noise's largest does not count"))),
      m_q(number(1.0, 5000.0, 0, 10.0, {}, tr("Quality factor of S at 1 Hz and below. The waves' path takes exp(-pi f t / Q) of the spectrum"))),
      m_exponent(number(-1.0, 2.0, 2, 0.05, {}, tr("Q grows with frequency above 1 Hz: Q = Q(1 Hz) f^exponent"))),
      m_kappa(number(0.0, 0.2, 4, 0.005, tr(" s"), tr("What the ground under a station takes of the spectrum, exp(-pi f kappa): expected before the fit"))),
      m_kappaSigma(number(0.0005, 0.2, 4, 0.005, tr(" s"), tr("How far the fit may go from the expected kappa: one standard deviation"))), m_corrections(new QPlainTextEdit),
      m_problem(new QLabel), m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults))
{
    setWindowTitle(tr("Settings of magnitudes"));
    auto* types = new QHBoxLayout;
    for (const std::string& type : magnitudeTypes()) {
        auto* box = new QCheckBox(QString::fromStdString(type));
        box->setToolTip(type == "ML" ? tr("Local magnitude, from the swing of a simulated Wood-Anderson seismograph") : type == "mb" ? tr("Body-wave magnitude, from P at 20 to 100 degrees") : tr("Moment magnitude, from spectra"));
        connect(box, &QCheckBox::toggled, this, &SizeSettingsDialog::check);
        types->addWidget(box);
        m_types.push_back(box);
    }
    types->addStretch(1);
    m_average->addItem(tr("Median"));
    m_average->addItem(tr("Trimmed mean"));
    m_average->setToolTip(tr("How the stations make one value: median, or the mean without a quarter at each end"));
    auto* form = new QFormLayout;
    form->addRow(tr("Types"), types);
    form->addRow(tr("&Network value"), m_average);
    m_problem->setWordWrap(true);
    m_problem->setProperty("muted", true);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(localPart());
    layout->addWidget(momentPart());
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this, [this] {
        SizeOptions standard;
        standard.corrections = options().corrections;
        fill(standard);
    });
    connect(m_corrections, &QPlainTextEdit::textChanged, this, &SizeSettingsDialog::check);
    fill(given);
}

QWidget* SizeSettingsDialog::localPart()
{
    auto* box = new QGroupBox(tr("Local magnitude ML"));
    for (const std::string& name : attenuationFunctions()) m_attenuation->addItem(attenuationTitle(name), QString::fromStdString(name));
    m_attenuation->setToolTip(tr("What is added to log10 of the amplitude for the distance"));
    m_corrections->setPlaceholderText(QStringLiteral("CI.CCC,ML,0.12\nCI.SLA,Mw,-0.05"));
    m_corrections->setFont(numberFont());
    m_corrections->setTabChangesFocus(true);
    m_corrections->setFixedHeight(QFontMetrics(numberFont()).height() * 5 + 12);
    m_corrections->setToolTip(tr("One station a line: network and station, type of magnitude, and what is added to it"));
    auto* read = new QPushButton(tr("&Read file…"));
    read->setToolTip(tr("Takes the corrections of a CSV file in place of these"));
    connect(read, &QPushButton::clicked, this, [this] {
        if (const QString path = QFileDialog::getOpenFileName(this, tr("Station corrections"), {}, tr("Tables (*.csv *.txt);;All files (*)")); !path.isEmpty()) Q_EMIT correctionsFileChosen(path);
    });
    auto* form = new QFormLayout(box);
    form->addRow(tr("&Attenuation function"), m_attenuation);
    form->addRow(tr("&Least signal to noise"), m_leastSnr);
    form->addRow(tr("Station &corrections"), m_corrections);
    form->addRow(QString(), read);
    return box;
}

QWidget* SizeSettingsDialog::momentPart()
{
    auto* box = new QGroupBox(tr("Moment magnitude Mw"));
    m_wave->addItem(QStringLiteral("S"));
    m_wave->addItem(QStringLiteral("P"));
    m_wave->setToolTip(tr("Whose spectrum is fitted"));
    auto* form = new QFormLayout(box);
    form->addRow(tr("&Wave"), m_wave);
    form->addRow(tr("&Q at 1 Hz"), m_q);
    form->addRow(tr("&Exponent of Q"), m_exponent);
    form->addRow(tr("&Kappa"), m_kappa);
    form->addRow(tr("&Spread of kappa"), m_kappaSigma);
    return box;
}

void SizeSettingsDialog::fill(const SizeOptions& options)
{
    const auto types = magnitudeTypes();
    for (std::size_t i = 0; i < types.size(); ++i) m_types[i]->setChecked(std::find(options.types.begin(), options.types.end(), types[i]) != options.types.end());
    m_average->setCurrentIndex(options.average == NetworkAverage::TrimmedMean);
    m_attenuation->setCurrentIndex(m_attenuation->findData(QString::fromStdString(options.attenuation.name)));
    m_leastSnr->setValue(options.amplitude.leastSnr);
    m_wave->setCurrentIndex(options.spectrum.wave == WaveType::P);
    m_q->setValue(options.spectrum.q);
    m_exponent->setValue(options.spectrum.qExponent);
    m_kappa->setValue(options.spectrum.kappaSeconds);
    m_kappaSigma->setValue(options.spectrum.kappaSigmaSeconds);
    setCorrections(options.corrections);
    check();
}

void SizeSettingsDialog::setCorrections(const MagnitudeCorrections& corrections) { m_corrections->setPlainText(QString::fromStdString(correctionsText(corrections))); }

void SizeSettingsDialog::check()
{
    const auto corrections = magnitudeCorrectionsFrom(m_corrections->toPlainText().toStdString());
    const bool any = std::any_of(m_types.begin(), m_types.end(), [](const QCheckBox* box) { return box->isChecked(); });
    m_problem->setText(!any ? tr("Choose at least one type.") : corrections ? QString() : QString::fromStdString(corrections.error().message));
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(any && corrections);
}

SizeOptions SizeSettingsDialog::options() const
{
    SizeOptions out = m_given;
    const auto types = magnitudeTypes();
    out.types.clear();
    for (std::size_t i = 0; i < types.size(); ++i)
        if (m_types[i]->isChecked()) out.types.push_back(types[i]);
    out.average = m_average->currentIndex() ? NetworkAverage::TrimmedMean : NetworkAverage::Median;
    if (const auto function = attenuationFunction(m_attenuation->currentData().toString().toStdString())) out.attenuation = *function;
    out.amplitude.leastSnr = m_leastSnr->value();
    out.spectrum.wave = m_wave->currentIndex() ? WaveType::P : WaveType::S;
    out.spectrum.q = m_q->value();
    out.spectrum.qExponent = m_exponent->value();
    out.spectrum.kappaSeconds = m_kappa->value();
    out.spectrum.kappaSigmaSeconds = m_kappaSigma->value();
    out.corrections = magnitudeCorrectionsFrom(m_corrections->toPlainText().toStdString()).value_or(m_given.corrections);
    return out;
}

}  // namespace seisdesk
