#pragma once
// Commands: what the shell's actions do, by id.

#include <QHash>
#include <QString>

#include <functional>

namespace seisdesk {

class MainWindow;

class Commands {
public:
    explicit Commands(MainWindow& window);
    /// False when the id is not one of the shell's.
    bool run(const QString& id, bool checked) const;
    bool has(const QString& id) const { return m_commands.contains(id); }

private:
    using Command = std::function<void(bool checked)>;
    void addFiles();
    void addEdits();
    void addModel();
    void addWindow();
    void addHelp();
    void chooseWeights();
    void predict(bool visible);

    MainWindow& m_window;
    QHash<QString, Command> m_commands;
};

}  // namespace seisdesk
