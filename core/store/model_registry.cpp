#include "core/store/model_registry.h"

#include "core/store/schema.h"

#include <nlohmann/json.hpp>

#include <QSqlError>

namespace seisdesk {

namespace {

QString currentKey() { return QStringLiteral("current model"); }

Result<std::vector<ModelVersion>> selected(const Database& database, const QString& condition, const QVariantList& values)
{
    auto rows = database.select(QStringLiteral("SELECT id, parent, name, path, created, author, notes, metrics FROM models ") + condition, values);
    if (!rows) return rows.error();
    const auto text = [&](int column) { return rows->value(column).toString().toStdString(); };
    std::vector<ModelVersion> out;
    while (rows->next()) out.push_back({text(0), text(1), text(2), text(3), Time(Duration(rows->value(4).toLongLong())), text(5), text(6), text(7)});
    if (rows->lastError().isValid()) return databaseError(database.title(), rows->lastError());
    return out;
}

}  // namespace

Result<std::vector<ModelVersion>> ModelRegistry::versions() const { return selected(m_database, QStringLiteral("ORDER BY number"), {}); }

Result<std::optional<ModelVersion>> ModelRegistry::find(const std::string& id) const
{
    auto found = selected(m_database, QStringLiteral("WHERE id = ?"), {sqlText(id)});
    if (!found) return found.error();
    return found->empty() ? std::optional<ModelVersion>() : std::optional(std::move(found->front()));
}

Result<void> ModelRegistry::add(const ModelVersion& version)
{
    if (version.id.empty()) return Error{Error::Code::InvalidArgument, "The model version '" + version.name + "' has no id."};
    if (!version.metrics.empty() && !nlohmann::json::accept(version.metrics))
        return Error{Error::Code::InvalidArgument, "The metrics of the model version '" + version.name + "' are no JSON."};
    if (!version.parent.empty()) {
        const auto parent = find(version.parent);
        if (!parent) return parent.error();
        if (!*parent) return Error{Error::Code::InvalidArgument, "The model version that '" + version.name + "' was tuned from is not in the project. Add it first."};
    }
    return m_database.transaction([&]() -> Result<void> {
        auto done = m_database.run(QStringLiteral("UPDATE models SET path = ? WHERE id = ?"), {sqlText(version.path.string()), sqlText(version.id)});
        if (!done) return done.error();
        if (*done > 0) return {};
        const auto last = m_database.value(QStringLiteral("SELECT max(number) FROM models"));
        if (!last) return last.error();
        done = m_database.run(QStringLiteral("INSERT INTO models (id, number, parent, name, path, created, author, notes, metrics) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                              {sqlText(version.id), sqlNumber(last->toLongLong() + 1), sqlText(version.parent), sqlText(version.name), sqlText(version.path.string()),
                               sqlTime(version.created), sqlText(version.author), sqlText(version.notes), sqlText(version.metrics)});
        if (!done) return done.error();
        return {};
    });
}

Result<std::optional<ModelVersion>> ModelRegistry::current() const
{
    const auto id = projectValue(m_database, currentKey());
    if (!id) return id.error();
    if (id->isEmpty()) return std::optional<ModelVersion>();
    return find(id->toStdString());
}

Result<void> ModelRegistry::setCurrent(const std::string& id)
{
    const auto version = find(id);
    if (!version) return version.error();
    if (!*version) return Error{Error::Code::NotFound, "The project has no model version '" + id + "'."};
    return m_database.transaction([&] { return setProjectValue(m_database, currentKey(), sqlText(id)); });
}

}  // namespace seisdesk
