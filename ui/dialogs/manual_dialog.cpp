#include "ui/dialogs/manual_dialog.h"

#include "ui/dialogs/manual_page.h"
#include "ui/theme/icons.h"

#include <QFile>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

namespace seisdesk {

namespace {

QString fileOf(const QString& page) { return QStringLiteral(":/manual/%1.md").arg(page); }

/// The heading that a page begins with.
QString titleOf(const QString& page)
{
    QFile file(fileOf(page));
    if (!file.open(QIODevice::ReadOnly)) return page;
    return QString::fromUtf8(file.readLine()).remove(QLatin1Char('#')).trimmed();
}

}  // namespace

QStringList ManualDialog::pages()
{
    return {QStringLiteral("index"),    QStringLiteral("first-steps"), QStringLiteral("picking"), QStringLiteral("events"), QStringLiteral("size"),
            QStringLiteral("analysis"), QStringLiteral("learning"),    QStringLiteral("data"),    QStringLiteral("keys"),   QStringLiteral("troubleshooting")};
}

ManualDialog::ManualDialog(QSettings& settings, QWidget* parent)
    : QDialog(parent, Qt::Window), m_settings(settings), m_contents(new QListWidget(this)), m_page(new ManualPage(this)), m_back(new QToolButton(this)),
      m_forward(new QToolButton(this)), m_search(new QLineEdit(this)), m_found(new QLabel(this))
{
    setWindowTitle(tr("Manual"));
    build();
    resize(980, 720);
    restoreGeometry(settings.value(QStringLiteral("manual/geometry")).toByteArray());
    connect(m_contents, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && pages()[row] != m_name) open(pages()[row]);
    });
    connect(m_page, &QTextBrowser::sourceChanged, this, &ManualDialog::showPage);
    connect(m_page, &QTextBrowser::backwardAvailable, m_back, &QWidget::setEnabled);
    connect(m_page, &QTextBrowser::forwardAvailable, m_forward, &QWidget::setEnabled);
    connect(m_back, &QToolButton::clicked, m_page, &QTextBrowser::backward);
    connect(m_forward, &QToolButton::clicked, m_page, &QTextBrowser::forward);
    connect(m_search, &QLineEdit::textChanged, this, [this] { find(false, false); });
    m_search->installEventFilter(this);
    // Alt with arrows goes back and forward in the page by itself.
    const auto key = [this](const QKeySequence& keys, auto&& what) { connect(new QShortcut(keys, this), &QShortcut::activated, this, what); };
    key(QKeySequence::Find, [this] { m_search->setFocus(), m_search->selectAll(); });
    key(QKeySequence(Qt::Key_F3), [this] { find(false, true); });
    key(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { find(true, true); });
    key(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { m_page->backward(); });
    key(QKeySequence(Qt::ALT | Qt::Key_Right), [this] { m_page->forward(); });
    key(QKeySequence(Qt::ALT | Qt::Key_Home), [this] { open(pages().front()); });
}

void ManualDialog::build()
{
    for (const QString& page : pages()) {
        auto* item = new QListWidgetItem(QStringLiteral("  ") + titleOf(page), m_contents);
        item->setSizeHint({0, fontMetrics().height() + 10});
    }
    m_contents->setAccessibleName(tr("Contents"));
    m_page->setAccessibleName(tr("Page"));
    m_back->setToolTip(tr("Back  (Alt+Left)"));
    m_forward->setToolTip(tr("Forward  (Alt+Right)"));
    m_back->setAccessibleName(tr("Back"));
    m_forward->setAccessibleName(tr("Forward"));
    m_back->setEnabled(false);
    m_forward->setEnabled(false);
    m_search->setPlaceholderText(tr("Find in page"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setToolTip(tr("Ctrl+F; Enter or F3 goes on, with Shift back"));
    m_search->setClearButtonEnabled(true);
    m_search->setProperty("search", true);
    m_search->setMaximumWidth(280);
    m_found->setProperty("muted", true);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 8, 6);
    bar->addWidget(m_back);
    bar->addWidget(m_forward);
    bar->addStretch(1);
    bar->addWidget(m_found);
    bar->addWidget(m_search, 1);
    auto* split = new QSplitter(this);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    split->addWidget(m_contents);
    split->addWidget(m_page);
    split->setStretchFactor(1, 1);
    split->setSizes({230, 750});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(split, 1);
    m_page->setFocus();
}

void ManualDialog::open(const QString& place)
{
    const QString name = place.section(QLatin1Char('#'), 0, 0), heading = place.section(QLatin1Char('#'), 1);
    QUrl url(QStringLiteral("qrc:/manual/%1.md").arg(pages().contains(name) ? name : pages().front()));
    if (!heading.isEmpty()) url.setFragment(heading);
    if (m_page->source() != url) m_page->setSource(url);
}

void ManualDialog::showPage(const QUrl& url)
{
    m_name = url.fileName().section(QLatin1Char('.'), 0, 0);
    m_contents->setCurrentRow(static_cast<int>(pages().indexOf(m_name)));
    setWindowTitle(tr("%1 - Manual").arg(titleOf(m_name)));
    find(false, false);
}

void ManualDialog::find(bool backward, bool onward)
{
    const QString text = m_search->text();
    m_found->setText({});
    if (text.isEmpty()) return;
    // While one types, the place found so far may still fit.
    QTextCursor from = m_page->textCursor();
    if (!onward) from.setPosition(from.selectionStart());
    const QTextDocument::FindFlags flags = backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    QTextCursor hit = m_page->document()->find(text, from, flags);
    if (hit.isNull()) {
        QTextCursor end(m_page->document());
        if (backward) end.movePosition(QTextCursor::End);
        hit = m_page->document()->find(text, end, flags);
    }
    if (hit.isNull()) return m_found->setText(tr("Not on this page"));
    m_page->setTextCursor(hit);
    m_page->ensureCursorVisible();
}

bool ManualDialog::eventFilter(QObject* object, QEvent* event)
{
    if (object == m_search && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            find(key->modifiers().testFlag(Qt::ShiftModifier), true);
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            m_page->setFocus();
            return true;
        }
    }
    return QDialog::eventFilter(object, event);
}

void ManualDialog::setPalette(const Palette& palette)
{
    m_back->setIcon(themedIcon(QStringLiteral("previous"), palette));
    m_forward->setIcon(themedIcon(QStringLiteral("next"), palette));
    m_page->setDark(palette.dark);
}

void ManualDialog::done(int result)
{
    m_settings.setValue(QStringLiteral("manual/geometry"), saveGeometry());
    QDialog::done(result);
}

}  // namespace seisdesk
