#pragma once
// MessageBar: one message below the traces, with an action if there is one. Never in the way, never modal.

#include "ui/panels/log_model.h"
#include "ui/theme/palette.h"

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;
class QTimer;
class QToolButton;

namespace seisdesk {

class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);
    /// Notes and successes go after a while, warnings and errors stay until they are closed or replaced.
    void tell(const Message& message, const QString& actionText = {}, std::function<void()> action = {});
    void setPalette(const Palette& palette);
    QString text() const;

private:
    void showIcon();
    Palette m_palette = Palette::light();
    Severity m_severity = Severity::Information;
    QLabel *m_icon, *m_text;
    QPushButton* m_action;
    QToolButton* m_close;
    QTimer* m_hide;
    std::function<void()> m_run;
};

}  // namespace seisdesk
