#include "ui/dialogs/manual_page.h"

#include <QAbstractTextDocumentLayout>
#include <QFile>
#include <QImage>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>
#include <QTimer>

#include <algorithm>

namespace seisdesk {

namespace {
constexpr int widestPicture = 900;
}

QString headingAnchor(const QString& heading)
{
    QString out;
    for (const QChar c : heading.toLower()) {
        if (c.isLetterOrNumber()) out += c;
        else if (!out.isEmpty() && !out.endsWith(QLatin1Char('-'))) out += QLatin1Char('-');
    }
    while (out.endsWith(QLatin1Char('-'))) out.chop(1);
    return out;
}

ManualPage::ManualPage(QWidget* parent) : QTextBrowser(parent), m_later(new QTimer(this))
{
    setFrameShape(QFrame::NoFrame);
    setOpenExternalLinks(true);
    document()->setDocumentMargin(18.0);
    // Pictures are as wide as there is room: it must not change with the length of the page.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_later->setSingleShot(true);
    m_later->setInterval(150);
    connect(m_later, &QTimer::timeout, this, &ManualPage::again);
    connect(this, &QTextBrowser::sourceChanged, this, [this](const QUrl& url) {
        layOut();
        if (url.hasFragment()) goToHeading(url.fragment());
    });
}

void ManualPage::setDark(bool dark)
{
    m_dark = dark;
    again();
}

void ManualPage::again()
{
    if (source().isEmpty()) return;
    const int first = cursorForPosition(QPoint(2, 2)).position();
    reload();
    QTextCursor place(document());
    place.setPosition(std::min(first, document()->characterCount() - 1));
    document()->documentLayout()->documentSize();  // lays all of it out
    verticalScrollBar()->setValue(verticalScrollBar()->value() + cursorRect(place).top() - 2);
}

QVariant ManualPage::loadResource(int type, const QUrl& name)
{
    if (type != QTextDocument::ImageResource) return QTextBrowser::loadResource(type, name);
    QString file = QStringLiteral(":/manual/pictures/") + name.fileName();
    const QString dark = QString(file).replace(QLatin1String(".png"), QLatin1String("-dark.png"));
    if (m_dark && QFile::exists(dark)) file = dark;
    const QImage image(file);
    m_width = viewport()->width();
    const int room = std::min(widestPicture, m_width - 2 * static_cast<int>(document()->documentMargin()) - 4);
    return room > 0 && image.width() > room ? image.scaledToWidth(room, Qt::SmoothTransformation) : image;
}

void ManualPage::layOut()
{
    // Markdown leaves headings and paragraphs as close as lines, and tables without room.
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const bool inTable = cursor.currentTable() != nullptr;
        if (format.headingLevel() > 0) {
            format.setTopMargin(format.headingLevel() == 1 ? 0.0 : 16.0);
            format.setBottomMargin(6.0);
        } else if (!inTable) {
            format.setBottomMargin(block.textList() ? 3.0 : 8.0);
            format.setLineHeight(118.0, QTextBlockFormat::ProportionalHeight);
        }
        if (block.text().contains(QChar::ObjectReplacementCharacter)) format.setLineHeight(0.0, QTextBlockFormat::SingleHeight);
        cursor.setBlockFormat(format);
    }
    for (QTextFrame* frame : document()->rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            QTextTableFormat format = table->format();
            format.setBorder(0.5);
            format.setBorderCollapse(true);
            format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setBorderBrush(palette().mid());
            format.setCellPadding(4.0);
            format.setBottomMargin(10.0);
            table->setFormat(format);
        }
}

void ManualPage::goToHeading(const QString& anchor)
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        if (block.blockFormat().headingLevel() > 0 && headingAnchor(block.text()) == anchor) {
            setTextCursor(QTextCursor(block));
            document()->documentLayout()->documentSize();  // lays all of it out
            const double top = document()->documentLayout()->blockBoundingRect(block).top();
            return verticalScrollBar()->setValue(static_cast<int>(top) - 8);
        }
}

QString ManualPage::headingInSight() const
{
    for (QTextBlock block = cursorForPosition(QPoint(4, 12)).block(); block.isValid(); block = block.next())
        if (block.blockFormat().headingLevel() > 0) return block.text();
    return {};
}

void ManualPage::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    if (m_width > 0 && m_width != viewport()->width()) m_later->start();
}

}  // namespace seisdesk
