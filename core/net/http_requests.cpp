#include "core/net/http_requests.h"

#include <QAuthenticator>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <optional>

namespace seisdesk {

namespace {

constexpr int pollMilliseconds = 50;

bool mayDoBetter(int status) { return status == 429 || (status >= 500 && status <= 504 && status != 501); }

/// All requests of one call; lives as long as its event loop.
class Requests {
public:
    Requests(const std::vector<HttpRequest>& requests, const HttpOptions& options, const Progress& progress)
        : m_requests(requests), m_options(options), m_progress(progress), m_results(requests.size()), m_attempts(requests.size(), 0)
    {
        QObject::connect(&m_manager, &QNetworkAccessManager::authenticationRequired, &m_loop, [this](QNetworkReply* reply, QAuthenticator* asked) {
            const HttpRequest& request = m_requests[reply->property("request").toULongLong()];
            if (request.user.empty() || reply->property("answered").toBool()) return;  // wrong the first time is wrong the second time
            reply->setProperty("answered", true);
            asked->setUser(QString::fromStdString(request.user));
            asked->setPassword(QString::fromStdString(request.password));
        });
    }

    std::vector<Result<HttpReply>> run()
    {
        for (std::size_t i = m_requests.size(); i-- > 0;) m_waiting.push_back(i);
        QTimer poll;
        QObject::connect(&poll, &QTimer::timeout, &m_loop, [this] {
            if (m_progress.cancelled()) cancel();
        });
        poll.start(pollMilliseconds);
        startMore();
        if (m_left > 0) m_loop.exec();
        std::vector<Result<HttpReply>> out;
        for (auto& result : m_results) out.push_back(result ? std::move(*result) : Error{Error::Code::Cancelled, "Cancelled."});
        return out;
    }

private:
    void startMore()
    {
        while (!m_stopped && !m_waiting.empty() && m_underWay < std::max(1, m_options.parallel)) {
            const std::size_t next = m_waiting.back();
            m_waiting.pop_back();
            start(next);
        }
    }

    void start(std::size_t i)
    {
        const HttpRequest& wanted = m_requests[i];
        const QUrl address(QString::fromStdString(wanted.address));
        if (!address.isValid() || (address.scheme() != QStringLiteral("http") && address.scheme() != QStringLiteral("https")))
            return finish(i, Error{Error::Code::InvalidArgument, "\"" + wanted.address + "\" is no address (http or https)."});
        QNetworkRequest request(address);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
        request.setTransferTimeout(static_cast<int>(m_options.patience.count()));
        request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("SeisDesk/" SEISDESK_VERSION));
        if (!wanted.body.empty()) request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("text/plain"));
        QNetworkReply* const reply = wanted.body.empty() ? m_manager.get(request) : m_manager.post(request, QByteArray::fromStdString(wanted.body));
        reply->setProperty("request", static_cast<qulonglong>(i));
        ++m_attempts[i];
        ++m_underWay;
        m_replies.push_back(reply);
        QObject::connect(reply, &QNetworkReply::downloadProgress, &m_loop, [this, reply](qint64 received, qint64) {
            if (static_cast<std::uintmax_t>(received) <= m_options.mostBytes) return;
            reply->setProperty("tooLong", true);
            reply->abort();
        });
        QObject::connect(reply, &QNetworkReply::finished, &m_loop, [this, reply, i] { ended(*reply, i); });
    }

    void ended(QNetworkReply& reply, std::size_t i)
    {
        std::erase(m_replies, &reply);
        --m_underWay;
        reply.deleteLater();
        if (m_stopped) return;
        const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QByteArray body = reply.readAll();
        const qint64 promised = reply.header(QNetworkRequest::ContentLengthHeader).toLongLong();
        const bool compressed = reply.hasRawHeader("Content-Encoding");
        const bool broken = status == 0 || (reply.error() != QNetworkReply::NoError && status < 300) || (!compressed && body.size() < promised);
        const std::string where = m_requests[i].address + ": ";
        if (reply.property("tooLong").toBool())
            return finish(i, Error{Error::Code::OutOfSpace, where + "the answer is larger than " + std::to_string(m_options.mostBytes >> 20) + " MiB. Ask for less at once."});
        if (!broken && !mayDoBetter(status)) return finish(i, HttpReply{status, body.toStdString()});
        if (m_attempts[i] < m_options.attempts) return later(i, reply);
        const std::string why = status == 429 ? "the server says that there are too many requests" : broken ? reply.error() == QNetworkReply::NoError ? std::string("the connection broke") : reply.errorString().toStdString()
                                                                                                            : "the server answers with error " + std::to_string(status);
        finish(i, Error{Error::Code::Unreadable, where + why + " (" + std::to_string(m_attempts[i]) + " attempts). Try again later."});
    }

    void later(std::size_t i, const QNetworkReply& reply)
    {
        auto pause = m_options.pause * (1 << std::min(m_attempts[i] - 1, 16));
        bool seconds = false;
        if (const int asked = reply.rawHeader("Retry-After").trimmed().toInt(&seconds); seconds && asked >= 0) pause = std::chrono::seconds(asked);
        pause = std::min(pause, m_options.longestPause);
        QTimer::singleShot(pause, &m_loop, [this, i] {
            m_waiting.push_back(i);
            startMore();
        });
        startMore();
    }

    void finish(std::size_t i, Result<HttpReply> result)
    {
        m_results[i] = std::move(result);
        --m_left;
        m_progress.report(1.0 - static_cast<double>(m_left) / static_cast<double>(m_requests.size()));
        if (m_left == 0) return m_loop.quit();
        startMore();
    }

    void cancel()
    {
        m_stopped = true;
        for (QNetworkReply* reply : std::vector(m_replies)) reply->abort();
        m_loop.quit();
    }

    const std::vector<HttpRequest>& m_requests;
    const HttpOptions& m_options;
    const Progress& m_progress;
    std::vector<std::optional<Result<HttpReply>>> m_results;
    std::vector<int> m_attempts;
    std::vector<std::size_t> m_waiting;
    std::vector<QNetworkReply*> m_replies;
    std::size_t m_left = m_requests.size();
    int m_underWay = 0;
    bool m_stopped = false;
    QEventLoop m_loop;
    QNetworkAccessManager m_manager;
};

}  // namespace

std::vector<Result<HttpReply>> httpRequests(const std::vector<HttpRequest>& requests, const HttpOptions& options, const Progress& progress)
{
    if (requests.empty()) return {};
    return Requests(requests, options, progress).run();
}

}  // namespace seisdesk
