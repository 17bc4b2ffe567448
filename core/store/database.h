#pragma once
// Database: one SQL connection, its transactions, and errors in words an analyst can act on.

#include "core/base/result.h"
#include "core/base/time.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <cstdint>
#include <string>

namespace seisdesk {

/// Owns a named Qt Sql connection and closes it. Only for the thread that made it. The SQL that goes through it is
/// standard; what is particular to SQLite is in sqlite_file.h.
class Database {
public:
    /// `title` is how messages call the database: the project's file name.
    Database(QSqlDatabase connection, std::string title);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs one statement that returns no rows; gives the number of rows it changed.
    Result<int> run(const QString& sql, const QVariantList& values = {});
    /// Runs a query; rows are read forwards, once. Finish or drop it before the next commit.
    Result<QSqlQuery> select(const QString& sql, const QVariantList& values = {}) const;
    /// The first column of the first row; an invalid QVariant when there is no row.
    Result<QVariant> value(const QString& sql, const QVariantList& values = {}) const;

    /// A statement to be run many times.
    Result<QSqlQuery> prepared(const QString& sql) const;
    Result<void> run(QSqlQuery& statement, const QVariantList& values) const;

    /// Runs `work` (returning Result<void>) in a transaction: committed when it succeeds, without a trace when not.
    template <class Work>
    Result<void> transaction(Work work)
    {
        if (auto begun = begin(); !begun) return begun;
        Result<void> done = work();
        if (done) done = commit();
        if (!done) rollback();
        return done;
    }

    const std::string& title() const { return m_title; }

private:
    Result<void> begin();
    Result<void> commit();
    void rollback();
    Error error(const QSqlError& error) const;
    QSqlDatabase m_connection;
    std::string m_title;
};

// Values as statements take them; times as nanoseconds since 1970.
inline QString sqlText(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
inline QVariant sqlNumber(std::int64_t number) { return QVariant::fromValue<qlonglong>(number); }
inline QVariant sqlTime(Time time) { return sqlNumber(time.time_since_epoch().count()); }

/// The error of a statement on the database called `title`.
Error databaseError(const std::string& title, const QSqlError& error);

}  // namespace seisdesk
