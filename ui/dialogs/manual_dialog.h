#pragma once
// ManualDialog: the manual in a window of its own, beside the work.

#include <QDialog>
#include <QStringList>

class QLabel;
class QLineEdit;
class QListWidget;
class QSettings;
class QToolButton;
class QUrl;

namespace seisdesk {

class ManualPage;
struct Palette;

class ManualDialog : public QDialog {
    Q_OBJECT
public:
    /// Remembers its size in `settings`, which must outlive it.
    ManualDialog(QSettings& settings, QWidget* parent);

    /// Names of the pages in the order of the contents, "index" first.
    static QStringList pages();
    /// "events", or "events#map" for a heading of it. Unknown pages show the index.
    void open(const QString& place);
    const QString& page() const { return m_name; }
    void setPalette(const Palette& palette);
    ManualPage* view() const { return m_page; }
    QLineEdit* search() const { return m_search; }

public Q_SLOTS:
    void done(int result) override;

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void build();
    void find(bool backward, bool onward);
    void showPage(const QUrl& url);
    QSettings& m_settings;
    QString m_name;  ///< of the page
    QListWidget* m_contents;
    ManualPage* m_page;
    QToolButton *m_back, *m_forward;
    QLineEdit* m_search;
    QLabel* m_found;
};

}  // namespace seisdesk
