#pragma once
// ManualPage: a page of the manual as a text browser shows it: pictures as wide as the window at most, links to headings, the theme's pictures.

#include <QTextBrowser>

class QTimer;

namespace seisdesk {

/// "Wadati diagram" as a link names it: "wadati-diagram".
QString headingAnchor(const QString& heading);

class ManualPage : public QTextBrowser {
    Q_OBJECT
public:
    explicit ManualPage(QWidget* parent = nullptr);
    /// Takes "x-dark.png" for "x.png" where there is one.
    void setDark(bool dark);
    QVariant loadResource(int type, const QUrl& name) override;
    /// Of the first heading in sight.
    QString headingInSight() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void again();
    void layOut();
    void goToHeading(const QString& anchor);
    QTimer* m_later;
    int m_width = 0;  ///< that the pictures were made for
    bool m_dark = false;
};

}  // namespace seisdesk
