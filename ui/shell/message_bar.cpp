#include "ui/shell/message_bar.h"

#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace seisdesk {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)), m_action(new QPushButton(this)), m_close(new QToolButton(this)), m_hide(new QTimer(this))
{
    setObjectName(QStringLiteral("messageBar"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_close->setToolTip(tr("Close this message; it stays in the log"));
    m_close->setAccessibleName(tr("Close message"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 5, 6, 5);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);
    m_hide->setSingleShot(true);
    connect(m_hide, &QTimer::timeout, this, &QWidget::hide);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (m_run) std::exchange(m_run, nullptr)();
    });
    hide();
}

void MessageBar::tell(const Message& message, const QString& actionText, std::function<void()> action)
{
    // A note does not push away what still has to be read.
    const bool light = message.severity == Severity::Information || message.severity == Severity::Success;
    const bool grave = m_severity == Severity::Warning || m_severity == Severity::Error;
    if (light && grave && isVisible() && actionText.isEmpty()) return;
    m_severity = message.severity;
    m_text->setText(message.text);
    setAccessibleName(word(message.severity) + QStringLiteral(": ") + message.text);
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    m_run = std::move(action);
    showIcon();
    show();
    if (light && actionText.isEmpty()) m_hide->start(6000);
    else m_hide->stop();
}

void MessageBar::setPalette(const Palette& palette)
{
    m_palette = palette;
    m_close->setIcon(themedIcon(QStringLiteral("close"), palette));
    showIcon();
}

QString MessageBar::text() const { return m_text->text(); }

void MessageBar::showIcon()
{
    // Red and amber of the palette's own: the phases' hues mean phases.
    Palette ink = m_palette;
    if (m_severity == Severity::Error) ink.text = m_palette.waveformClipped;
    if (m_severity == Severity::Warning) ink.text = m_palette.dark ? QColor(0xf0, 0xc0, 0x4c) : QColor(0x9a, 0x67, 0x00);
    if (m_severity == Severity::Success) ink.text = m_palette.coverage;
    if (m_severity == Severity::Information) ink.text = m_palette.accent;
    m_icon->setPixmap(themedIcon(iconName(m_severity), ink).pixmap(QSize(18, 18), devicePixelRatioF()));
}

}  // namespace seisdesk
