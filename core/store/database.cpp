#include "core/store/database.h"

#include <QSqlError>

#include <utility>

namespace seisdesk {

Error databaseError(const std::string& title, const QSqlError& error)
{
    // SQLite's primary result codes (the low byte of the extended ones); other drivers' codes are not numbers.
    enum { Busy = 5, Locked = 6, NoMemory = 7, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26 };
    const std::string said = error.databaseText().toStdString();
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case Busy:
    case Locked: return {Error::Code::Unreadable, title + " is in use by another program. Close it there and try again."};
    case Full:
        return {Error::Code::OutOfSpace, title + ": the disk is full, so nothing was changed. Make room and try again, or save the project on another disk."};
    case NoMemory: return {Error::Code::OutOfSpace, title + ": memory ran out, so nothing was changed. Close other programs and try again."};
    case ReadOnly:
    case CannotOpen:
        return {Error::Code::Unreadable, title + " cannot be written (" + said + "). Check the permissions of the file and of its folder, or copy it elsewhere."};
    case InputOutput:
        return {Error::Code::Unreadable, title + ": the disk failed (" + said + "), so nothing was changed. Check the disk, or save the project on another one."};
    case Corrupt:
    case NotADatabase: return {Error::Code::Malformed, title + " is damaged (" + said + ")."};
    default: break;
    }
    return {Error::Code::Internal, title + ": " + error.text().toStdString()};
}

Database::Database(QSqlDatabase connection, std::string title) : m_connection(std::move(connection)), m_title(std::move(title)) {}

Database::~Database()
{
    const QString name = m_connection.connectionName();
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Error Database::error(const QSqlError& error) const { return databaseError(m_title, error); }

Result<QSqlQuery> Database::prepared(const QString& sql) const
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.prepare(sql)) return error(query.lastError());
    return query;
}

Result<void> Database::run(QSqlQuery& statement, const QVariantList& values) const
{
    for (qsizetype i = 0; i < values.size(); ++i) statement.bindValue(static_cast<int>(i), values[i]);
    if (!statement.exec()) return error(statement.lastError());
    return {};
}

Result<int> Database::run(const QString& sql, const QVariantList& values)
{
    auto query = select(sql, values);
    if (!query) return query.error();
    return query->numRowsAffected();
}

Result<QSqlQuery> Database::select(const QString& sql, const QVariantList& values) const
{
    auto query = prepared(sql);
    if (!query) return query.error();
    if (auto done = run(*query, values); !done) return done.error();
    return query;
}

Result<QVariant> Database::value(const QString& sql, const QVariantList& values) const
{
    auto query = select(sql, values);
    if (!query) return query.error();
    if (query->next()) return query->value(0);
    if (query->lastError().isValid()) return error(query->lastError());
    return QVariant();
}

// As statements, because QSqlDatabase's own commit() loses the driver's error code.
Result<void> Database::begin()
{
    auto done = run(QStringLiteral("BEGIN"));
    return done ? Result<void>() : Result<void>(done.error());
}

Result<void> Database::commit()
{
    auto done = run(QStringLiteral("COMMIT"));
    return done ? Result<void>() : Result<void>(done.error());
}

/// May fail because the failure before has already rolled back.
void Database::rollback() { static_cast<void>(run(QStringLiteral("ROLLBACK"))); }

}  // namespace seisdesk
