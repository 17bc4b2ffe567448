#include "core/net/download.h"

#include "core/model/checkpoint/sha256.h"

#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>
#include <QUrl>

#include <algorithm>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

constexpr int pollMilliseconds = 100;

/// How one attempt ended.
struct Attempt {
    Result<void> result;
    bool again = false;  ///< another attempt may do better
};

std::string megabytes(qint64 bytes) { return QString::number(static_cast<double>(bytes) / 1e6, 'f', 1).toStdString() + " MB"; }

/// One request, written to the end of the part.
class Transfer {
public:
    Transfer(const DownloadRequest& request, const fs::path& part, const Progress& progress)
        : m_request(request), m_progress(progress), m_file(QString::fromStdString(part.string()))
    {
    }

    Attempt run(QNetworkAccessManager& manager)
    {
        if (!m_file.open(QIODevice::ReadWrite | QIODevice::Append)) {
            return {Error{Error::Code::OutOfSpace, m_file.fileName().toStdString() + ": cannot be written: " + m_file.errorString().toStdString() + "."}};
        }
        const qint64 have = m_file.size();
        QNetworkRequest request(QUrl(QString::fromStdString(m_request.address)));
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
        request.setRawHeader("Accept-Encoding", "identity");
        request.setTransferTimeout(static_cast<int>(m_request.patience.count()));
        if (have > 0) request.setRawHeader("Range", "bytes=" + QByteArray::number(have) + "-");
        QNetworkReply* const reply = manager.get(request);
        QEventLoop loop;
        QTimer poll;
        QObject::connect(reply, &QNetworkReply::readyRead, &loop, [&] { take(*reply, have); });
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
            if (m_progress.cancelled()) reply->abort();
        });
        poll.start(pollMilliseconds);
        loop.exec();
        take(*reply, have);  // also of a connection that broke
        const Attempt attempt = verdict(*reply, have);
        reply->deleteLater();
        return attempt;
    }

private:
    int status(const QNetworkReply& reply) const { return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(); }

    void take(QNetworkReply& reply, qint64 have)
    {
        const int code = status(reply);
        if ((code != 200 && code != 206) || !m_failure.empty()) return;
        if (!m_begun) {
            m_begun = true;
            // A server that does not resume, or resumes elsewhere, sends the whole or something else.
            const bool goesOn = code == 206 && reply.rawHeader("Content-Range").startsWith("bytes " + QByteArray::number(have) + "-");
            if (code == 206 && !goesOn) return fail(reply, "the server sent another part than was asked for");
            if (code == 200 && have > 0) {
                m_file.close();
                if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate)) return fail(reply, "the part cannot be emptied");
            }
        }
        const QByteArray bytes = reply.readAll();
        m_received += bytes.size();
        if (m_file.write(bytes) != bytes.size()) return fail(reply, "the disk is full");
        const qint64 now = m_file.size();
        if (m_request.sizeBytes && static_cast<std::uintmax_t>(now) > m_request.sizeBytes) {
            m_tooLong = true;
            return fail(reply, "the server sends more than the " + std::to_string(m_request.sizeBytes) + " bytes that were published");
        }
        const double all = m_request.sizeBytes ? static_cast<double>(m_request.sizeBytes) : 0.0;
        m_progress.report(all > 0.0 ? static_cast<double>(now) / all : 0.0, megabytes(now));
    }

    void fail(QNetworkReply& reply, const std::string& why)
    {
        m_failure = why;
        reply.abort();
    }

    Attempt verdict(const QNetworkReply& reply, qint64 have)
    {
        m_file.close();
        const int code = status(reply);
        const std::string where = m_request.address + ": ";
        if (m_progress.cancelled()) return {Error{Error::Code::Cancelled, "Cancelled."}};
        if (m_tooLong) {
            m_file.remove();
            return {Error{Error::Code::Malformed, where + m_failure + "."}};
        }
        if (!m_failure.empty()) return {Error{Error::Code::OutOfSpace, where + m_failure + "."}};
        if (code == 404 || code == 410) return {Error{Error::Code::NotFound, where + "there is no such file on the server any more."}};
        if (code == 416) {  // nothing after what we have: either all of it, or a part of something else
            if (static_cast<std::uintmax_t>(have) == m_request.sizeBytes) return {Result<void>{}};
            m_file.remove();
            return {Error{Error::Code::Unreadable, where + "what was downloaded before does not fit the server's file."}, true};
        }
        const qint64 promised = reply.header(QNetworkRequest::ContentLengthHeader).toLongLong();
        if (reply.error() == QNetworkReply::NoError && m_received < promised) {
            return {Error{Error::Code::Unreadable, where + "the connection broke."}, true};
        }
        if (reply.error() == QNetworkReply::NoError) return {Result<void>{}};
        const bool refused = code >= 400 && code < 500 && code != 408 && code != 429;
        return {Error{Error::Code::Unreadable, where + reply.errorString().toStdString() + "."}, !refused};
    }

    const DownloadRequest& m_request;
    const Progress& m_progress;
    QFile m_file;
    std::string m_failure;
    qint64 m_received = 0;
    bool m_begun = false, m_tooLong = false;
};

void wait(std::chrono::milliseconds pause, const Progress& progress)
{
    QEventLoop loop;
    QTimer poll;
    const auto end = std::chrono::steady_clock::now() + pause;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (progress.cancelled() || std::chrono::steady_clock::now() >= end) loop.quit();
    });
    poll.start(static_cast<int>(std::min<std::int64_t>(pollMilliseconds, pause.count())));
    loop.exec();
}

std::uintmax_t sizeOf(const fs::path& file)
{
    std::error_code error;
    const auto size = fs::file_size(file, error);
    return error ? 0 : size;
}

/// Moves the part to its place if it is what was published.
Result<void> place(const DownloadRequest& request, const fs::path& part)
{
    std::error_code error;
    const std::uintmax_t size = sizeOf(part);
    if (request.sizeBytes && size != request.sizeBytes) {
        fs::remove(part, error);
        return Error{Error::Code::Malformed, request.address + ": it has " + std::to_string(size) + " bytes instead of the " + std::to_string(request.sizeBytes) +
                     " that were published; it may have changed since."};
    }
    if (!request.sha256.empty()) {
        const auto sha256 = sha256OfFile(part);
        if (!sha256) return sha256.error();
        if (*sha256 != request.sha256) {
            fs::remove(part, error);
            return Error{Error::Code::Malformed, request.address + ": its checksum (SHA-256 " + sha256->substr(0, 8) + "...) is not the published one (" +
                         request.sha256.substr(0, 8) + "...); it was damaged on the way or has changed since."};
        }
    }
    fs::rename(part, request.target, error);
    if (error) return Error{Error::Code::OutOfSpace, request.target.string() + ": cannot be written: " + error.message() + "."};
    return {};
}

}  // namespace

Result<void> download(const DownloadRequest& request, const Progress& progress)
{
    const QUrl address(QString::fromStdString(request.address));
    if (!address.isValid() || (address.scheme() != QStringLiteral("http") && address.scheme() != QStringLiteral("https"))) {
        return Error{Error::Code::InvalidArgument, "\"" + request.address + "\" is no address of a file (http or https)."};
    }
    std::error_code error;
    fs::create_directories(request.target.parent_path(), error);
    fs::path part = request.target;
    part += ".part";
    QNetworkAccessManager manager;
    std::chrono::milliseconds pause = request.pause;
    for (int failed = 0;;) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        const std::uintmax_t before = sizeOf(part);
        if (request.sizeBytes && before == request.sizeBytes) return place(request, part);
        const Attempt attempt = Transfer(request, part, progress).run(manager);
        if (attempt.result) return place(request, part);
        if (sizeOf(part) == 0) fs::remove(part, error);
        if (!attempt.again) return attempt.result;
        failed = sizeOf(part) > before ? 1 : failed + 1;
        if (failed >= request.attempts) return attempt.result;
        wait(pause, progress);
        pause = failed == 1 ? request.pause : 2 * pause;
    }
}

}  // namespace seisdesk
