#pragma once
// Damaged copies of a file: for readers that must answer with an error, never with a crash.

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>

namespace seisdesk::test {

inline QByteArray contentOf(const std::filesystem::path& file)
{
    QFile f(QString::fromStdString(file.string()));
    return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
}

inline std::filesystem::path write(const QTemporaryDir& folder, const std::string& name, const QByteArray& bytes)
{
    const QString path = folder.filePath(QString::fromStdString(name));
    QFile f(path);
    if (f.open(QIODevice::WriteOnly | QIODevice::Truncate)) f.write(bytes);
    return path.toStdString();
}

/// Calls `read` with truncated copies (`cuts` lengths) and with copies of 1 to 8 flipped bits (`flips` of them).
template <class F>
void forDamagedCopies(const std::filesystem::path& file, int cuts, int flips, F&& read)
{
    const QTemporaryDir folder;
    const QByteArray whole = contentOf(file);
    const std::string name = "damaged" + file.extension().string();
    for (int i = 0; i < cuts; ++i) read(write(folder, name, whole.left(whole.size() * i / cuts)));
    std::mt19937 random(20261120);
    for (int i = 0; i < flips; ++i) {
        QByteArray copy = whole;
        for (unsigned int k = 0; k <= random() % 8; ++k) {
            const auto at = static_cast<qsizetype>(random() % static_cast<std::uint32_t>(copy.size()));
            copy[at] = static_cast<char>(copy[at] ^ static_cast<char>(1U << random() % 8));
        }
        read(write(folder, name, copy));
    }
}

}  // namespace seisdesk::test
