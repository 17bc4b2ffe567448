#pragma once
// ModelPanel: the model in use, its thresholds and device, and the buttons that run it.

#include <QWidget>

#include <optional>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QTimer;

namespace seisdesk {

/// One entry of the list of models: a text, the weights files behind it (none: the default network; "classical": the picker
/// without weights), and the thresholds it was made with.
struct ModelEntry {
    QString text;
    QStringList weights;
    double thresholdP = 0.3, thresholdS = 0.3;
};

/// Thresholds as shown; absent takes the model's own.
struct ThresholdValues {
    std::optional<double> p, s;
    bool operator==(const ThresholdValues&) const = default;
};

class ModelPanel : public QWidget {
    Q_OBJECT
public:
    explicit ModelPanel(QWidget* parent = nullptr);

    void setModels(const QList<ModelEntry>& entries, int current);
    /// Names as in Device::name; they are shown in words.
    void setDevices(const QStringList& devices, const QString& current);
    /// "Automatic", "Processor", "GPU 0", "GPU 0, 16 bits".
    static QString deviceText(const QString& device);
    /// What the model says of itself, or that it is loaded with the first prediction.
    void setDescription(const QString& text);
    void setThresholds(const ThresholdValues& values);
    ThresholdValues thresholds() const;
    /// What "model's own" means now, to be shown in its place.
    void setDefaultThresholds(double p, double s);
    void setRunning(bool running);
    void setCanPredict(bool can);

    QDoubleSpinBox* thresholdBox(bool s) const { return s ? m_s.box : m_p.box; }
    QPushButton* predictVisible() const { return m_visible; }
    QPushButton* predictAll() const { return m_all; }

Q_SIGNALS:
    void modelChosen(int entry);
    void weightsWanted();
    /// The list of models, to read about, fetch and remove.
    void modelsWanted();
    void deviceChosen(const QString& device);
    /// After the value has stood still for a moment.
    void thresholdsChanged();
    void predictVisibleWanted();
    void predictAllWanted();
    void cancelWanted();

private:
    struct Threshold {
        QSlider* slider = nullptr;
        QDoubleSpinBox* box = nullptr;
        double own = 0.3;
    };
    Threshold makeThreshold(const QString& phase);
    void showEnabled();

    QComboBox *m_models, *m_devices;
    QPushButton *m_load, *m_list, *m_visible, *m_all, *m_cancel, *m_reset;
    QLabel* m_description;
    Threshold m_p, m_s;
    QTimer* m_settled;
    bool m_running = false, m_can = false, m_own = true;
};

}  // namespace seisdesk
