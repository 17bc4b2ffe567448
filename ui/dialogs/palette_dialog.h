#pragma once
// PaletteDialog: finds an action by a few letters of its name and runs it.

#include <QDialog>
#include <QList>

class QLineEdit;
class QListWidget;

namespace seisdesk {

/// An action as the palette lists it.
struct PaletteRow {
    QString id, group, text, keys, tooltip;
    bool enabled = true;
};

/// How well `typed` fits `text`, case ignored: 0 when its letters are not all there in that order; more for letters that stand together or begin words.
int fitOf(const QString& typed, const QString& text);

/// Rows that fit, the best first; all of them, in their order, when nothing is typed.
QList<PaletteRow> fitting(const QList<PaletteRow>& rows, const QString& typed);

/// Up and Down choose, Enter runs the choice and closes, Esc closes.
class PaletteDialog : public QDialog {
    Q_OBJECT
public:
    PaletteDialog(QList<PaletteRow> rows, QWidget* parent);

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void show(const QString& typed);
    void run();
    const QList<PaletteRow> m_rows;
    QLineEdit* m_typed;
    QListWidget* m_list;
};

}  // namespace seisdesk
