#include "ui/shell/keymap.h"

#include "ui/theme/resources.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace seisdesk {

namespace {

Error malformed(const QString& place, const QString& what)
{
    return {Error::Code::Malformed, (place + QStringLiteral(": ") + what).toStdString()};
}

bool valid(const QKeySequence& keys)
{
    for (int i = 0; i < keys.count(); ++i)
        if (keys[static_cast<uint>(i)].key() == Qt::Key_unknown) return false;
    return !keys.isEmpty();
}

bool clash(const QKeySequence& a, const QKeySequence& b)
{
    return a.matches(b) != QKeySequence::NoMatch || b.matches(a) != QKeySequence::NoMatch;
}

}  // namespace

Result<Keymap> parseKeymap(const QByteArray& json, const QString& place)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return malformed(place, QStringLiteral("not a keymap: %1 at byte %2. It must be a JSON object with \"keys\".").arg(error.errorString()).arg(error.offset));
    const QJsonObject top = document.object();
    Keymap out;
    out.name = top.value(QLatin1String("name")).toString();
    out.description = top.value(QLatin1String("description")).toString();
    out.base = top.value(QLatin1String("base")).toString();
    if (!top.value(QLatin1String("keys")).isObject()) return malformed(place, QStringLiteral("\"keys\" is missing or not an object of action ids."));
    const QJsonObject keys = top.value(QLatin1String("keys")).toObject();
    for (auto row = keys.begin(); row != keys.end(); ++row) {
        const QJsonArray texts = row.value().isString() ? QJsonArray{row.value()} : row.value().toArray();
        QList<QKeySequence>& list = out.keys[row.key()];
        for (const QJsonValue& text : texts) {
            const QKeySequence sequence = QKeySequence::fromString(text.toString(), QKeySequence::PortableText);
            if (!valid(sequence))
                return malformed(place, QStringLiteral("'%1' for '%2' is not a key. Write keys as \"Ctrl+Shift+Up\", \"F1\", \"S, N\".").arg(text.toString(), row.key()));
            list << sequence;
        }
    }
    return out;
}

QStringList builtInKeymaps() { return {QStringLiteral("seiscomp"), QStringLiteral("snuffler"), QStringLiteral("sac"), QStringLiteral("seisan"), QStringLiteral("obspyck")}; }

Result<Keymap> builtInKeymap(const QString& id)
{
    initialiseResources();
    QFile file(QStringLiteral(":/keymaps/%1.json").arg(id));
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::NotFound, QStringLiteral("There is no keymap '%1'. Known are: %2.").arg(id, builtInKeymaps().join(QStringLiteral(", "))).toStdString()};
    auto out = parseKeymap(file.readAll(), file.fileName());
    if (out && !out->base.isEmpty() && out->base != id) {
        const auto base = builtInKeymap(out->base);
        if (!base) return base.error();
        out->keys = merged(*base, *out).keys;
    }
    if (out) out->id = id;
    return out;
}

Result<Keymap> userKeymap(const QString& path)
{
    QFile file(path);
    if (!file.exists()) return Keymap{};
    if (!file.open(QIODevice::ReadOnly)) return Error{Error::Code::Unreadable, QStringLiteral("%1: %2.").arg(path, file.errorString()).toStdString()};
    return parseKeymap(file.readAll(), path);
}

Keymap merged(const Keymap& base, const Keymap& over)
{
    Keymap out = base;
    for (auto row = over.keys.begin(); row != over.keys.end(); ++row) {
        for (auto other = out.keys.begin(); other != out.keys.end(); ++other)
            for (const QKeySequence& keys : row.value())
                other.value().removeIf([&](const QKeySequence& had) { return clash(had, keys); });
        out.keys[row.key()] = row.value();
    }
    return out;
}

QList<KeyConflict> conflicts(const Keymap& keymap)
{
    QList<std::pair<QKeySequence, QString>> all;
    for (auto row = keymap.keys.begin(); row != keymap.keys.end(); ++row)
        for (const QKeySequence& keys : row.value()) all.append({keys, row.key()});
    QList<KeyConflict> out;
    for (qsizetype i = 0; i < all.size(); ++i)
        for (qsizetype j = i + 1; j < all.size(); ++j)
            if (clash(all[i].first, all[j].first)) out.append({all[i].second, all[j].second, all[i].first});
    return out;
}

}  // namespace seisdesk
