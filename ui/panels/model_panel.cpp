#include "ui/panels/model_panel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QTimer>

#include <cmath>

namespace seisdesk {

QString ModelPanel::deviceText(const QString& device)
{
    const QStringList parts = device.split(QLatin1Char(':'));
    const bool half = parts.size() > 1 && parts.last() == QLatin1String("half");
    const QString index = parts.size() > (half ? 2 : 1) ? QLatin1Char(' ') + parts[1] : QString();
    const QString where = parts.first() == QLatin1String("auto") ? tr("Automatic") : parts.first() == QLatin1String("cpu") ? tr("Processor") : tr("GPU%1").arg(index);
    return half ? tr("%1, 16 bits").arg(where) : where;
}

ModelPanel::ModelPanel(QWidget* parent)
    : QWidget(parent), m_models(new QComboBox(this)), m_devices(new QComboBox(this)), m_load(new QPushButton(tr("Load weights…"), this)), m_list(new QPushButton(tr("Models…"), this)),
      m_visible(new QPushButton(tr("Predict visible"), this)), m_all(new QPushButton(tr("Predict all"), this)), m_cancel(new QPushButton(tr("Cancel"), this)),
      m_reset(new QPushButton(tr("Model's own"), this)), m_description(new QLabel(this)), m_settled(new QTimer(this))
{
    m_models->setAccessibleName(tr("Model"));
    m_models->setToolTip(tr("The network that comes with SeisDesk, the classical picker, or weights from the model folder"));
    m_models->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_models->setMinimumContentsLength(12);
    m_load->setToolTip(tr("Choose weights files: one picking network, and polarity, magnitude, distance and back-azimuth networks if any"));
    m_list->setToolTip(tr("Read what models are good for, fetch published ones, import and remove"));
    m_devices->setAccessibleName(tr("Device"));
    m_devices->setToolTip(tr("Where the network runs. A change counts from the next prediction on; where a GPU fails the processor goes on"));
    m_devices->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_devices->setMinimumContentsLength(12);
    m_description->setWordWrap(true);
    m_description->setProperty("muted", true);
    m_description->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_p = makeThreshold(QStringLiteral("P"));
    m_s = makeThreshold(QStringLiteral("S"));
    m_reset->setToolTip(tr("Go back to the thresholds that the model was made with"));
    m_visible->setToolTip(tr("Pick the traces and the time span in view"));
    m_visible->setDefault(true);
    m_all->setToolTip(tr("Pick all records of the project"));
    m_cancel->setToolTip(tr("Stop the running prediction; nothing of it is kept"));

    const auto row = [](std::initializer_list<QWidget*> widgets) {
        auto* box = new QHBoxLayout;
        box->setSpacing(6);
        for (QWidget* widget : widgets) box->addWidget(widget);
        return box;
    };
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Model"), m_models);
    form->addRow(QString(), row({m_list, m_load}));
    form->addRow(tr("Device"), m_devices);
    form->addRow(tr("P above"), row({m_p.slider, m_p.box}));
    form->addRow(tr("S above"), row({m_s.slider, m_s.box}));
    form->addRow(QString(), m_reset);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(m_description);
    layout->addLayout(row({m_visible, m_all}));
    layout->addWidget(m_cancel);
    layout->addStretch();
    setFocusProxy(m_models);

    m_settled->setSingleShot(true);
    m_settled->setInterval(250);
    connect(m_settled, &QTimer::timeout, this, &ModelPanel::thresholdsChanged);
    connect(m_models, &QComboBox::activated, this, &ModelPanel::modelChosen);
    connect(m_load, &QPushButton::clicked, this, &ModelPanel::weightsWanted);
    connect(m_list, &QPushButton::clicked, this, &ModelPanel::modelsWanted);
    connect(m_devices, &QComboBox::activated, this, [this](int index) { Q_EMIT deviceChosen(m_devices->itemData(index).toString()); });
    connect(m_visible, &QPushButton::clicked, this, &ModelPanel::predictVisibleWanted);
    connect(m_all, &QPushButton::clicked, this, &ModelPanel::predictAllWanted);
    connect(m_cancel, &QPushButton::clicked, this, &ModelPanel::cancelWanted);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (std::exchange(m_own, true)) return;
        setThresholds({});
        m_settled->start();
    });
    showEnabled();
}

ModelPanel::Threshold ModelPanel::makeThreshold(const QString& phase)
{
    Threshold out;
    out.slider = new QSlider(Qt::Horizontal, this);
    out.slider->setRange(1, 99);
    out.slider->setPageStep(5);
    out.slider->setAccessibleName(tr("%1 threshold").arg(phase));
    out.slider->setToolTip(tr("Lowest height of the %1 curve that makes a pick; the picks follow without running the model again").arg(phase));
    out.box = new QDoubleSpinBox(this);
    out.box->setRange(0.01, 0.99);
    out.box->setSingleStep(0.01);
    out.box->setDecimals(2);
    out.box->setAccessibleName(out.slider->accessibleName());
    out.box->setToolTip(out.slider->toolTip());
    connect(out.slider, &QSlider::valueChanged, out.box, [box = out.box](int value) { box->setValue(value / 100.0); });
    connect(out.box, &QDoubleSpinBox::valueChanged, this, [this, slider = out.slider](double value) {
        const QSignalBlocker quiet(slider);
        slider->setValue(static_cast<int>(std::lround(value * 100.0)));
        m_own = false;
        showEnabled();
        m_settled->start();
    });
    return out;
}

void ModelPanel::setModels(const QList<ModelEntry>& entries, int current)
{
    const QSignalBlocker quiet(m_models);
    m_models->clear();
    for (const ModelEntry& entry : entries) {
        m_models->addItem(entry.text);
        m_models->setItemData(m_models->count() - 1, entry.weights.join(QLatin1Char('\n')), Qt::ToolTipRole);
    }
    m_models->setCurrentIndex(current);
}

void ModelPanel::setDevices(const QStringList& devices, const QString& current)
{
    const QSignalBlocker quiet(m_devices);
    m_devices->clear();
    for (const QString& device : devices) m_devices->addItem(deviceText(device), device);
    m_devices->setCurrentIndex(std::max(0, m_devices->findData(current)));
    showEnabled();
}

void ModelPanel::setDescription(const QString& text) { m_description->setText(text); }

void ModelPanel::setThresholds(const ThresholdValues& values)
{
    for (auto [t, value] : {std::pair(&m_p, values.p), std::pair(&m_s, values.s)}) {
        const QSignalBlocker quietBox(t->box), quietSlider(t->slider);
        t->box->setValue(value.value_or(t->own));
        t->slider->setValue(static_cast<int>(std::lround(t->box->value() * 100.0)));
    }
    m_own = !values.p && !values.s;
    showEnabled();
}

ThresholdValues ModelPanel::thresholds() const
{
    return m_own ? ThresholdValues{} : ThresholdValues{m_p.box->value(), m_s.box->value()};
}

void ModelPanel::setDefaultThresholds(double p, double s)
{
    const ThresholdValues before = thresholds();
    m_p.own = p;
    m_s.own = s;
    setThresholds(before);
}

void ModelPanel::setRunning(bool running)
{
    m_running = running;
    showEnabled();
}

void ModelPanel::setCanPredict(bool can)
{
    m_can = can;
    showEnabled();
}

void ModelPanel::showEnabled()
{
    m_visible->setEnabled(m_can && !m_running);
    m_all->setEnabled(m_can && !m_running);
    m_cancel->setEnabled(m_running);
    m_reset->setEnabled(!m_own);
    m_models->setEnabled(!m_running);
    m_load->setEnabled(!m_running);
    m_devices->setEnabled(m_devices->count() > 1);
}

}  // namespace seisdesk
