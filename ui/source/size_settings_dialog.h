#pragma once
// SizeSettingsDialog: the constants that magnitudes are made with.

#include "core/locate/size/event_size.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QLabel;
class QPlainTextEdit;

namespace seisdesk {

/// Windows and switches of the options are passed through.
class SizeSettingsDialog : public QDialog {
    Q_OBJECT
public:
    explicit SizeSettingsDialog(const SizeOptions& given, QWidget* parent = nullptr);
    SizeOptions options() const;
    /// In place of those that are there, not accepted yet.
    void setCorrections(const MagnitudeCorrections& corrections);

Q_SIGNALS:
    void correctionsFileChosen(const QString& path);

private:
    QWidget* localPart();
    QWidget* momentPart();
    void fill(const SizeOptions& options);
    void check();

    SizeOptions m_given;
    std::vector<QCheckBox*> m_types;
    QComboBox *m_average, *m_attenuation, *m_wave;
    QDoubleSpinBox *m_leastSnr, *m_q, *m_exponent, *m_kappa, *m_kappaSigma;
    QPlainTextEdit* m_corrections;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
};

/// "Hutton & Boore 1987".
QString attenuationTitle(const std::string& name);

}  // namespace seisdesk
