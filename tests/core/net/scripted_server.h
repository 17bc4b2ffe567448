#pragma once
// ScriptedServer: an HTTP server on the loopback whose every answer is decided by a function, good or bad.

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <string>

namespace seisdesk::test {

struct Asked {
    QByteArray method, path, headers, body;
};

struct Answer {
    int status = 200;
    QByteArray body{}, headers{};   ///< headers: whole lines with their ends
    qsizetype breaksAfter = -1;  ///< bytes of the body after which the connection is cut; -1: never
    int delayMilliseconds = 0;
    bool silent = false;
};

class ScriptedServer : public QTcpServer {
public:
    using Script = std::function<Answer(const Asked&)>;
    explicit ScriptedServer(Script script) : m_script(std::move(script))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* const socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(*socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
    std::string address(const char* path = "") const { return "http://127.0.0.1:" + std::to_string(serverPort()) + path; }

    std::vector<Asked> asked;
    int mostAtOnce = 0;

private:
    void read(QTcpSocket& socket)
    {
        const QByteArray request = socket.property("request").toByteArray() + socket.readAll();
        socket.setProperty("request", request);
        const auto end = request.indexOf("\r\n\r\n");
        if (end < 0) return;
        const auto at = request.left(end).toLower().indexOf("content-length:");
        const qsizetype length = at < 0 ? 0 : request.mid(at + 15, request.indexOf('\r', at) - at - 15).trimmed().toLongLong();
        if (request.size() < end + 4 + length) return;
        socket.setProperty("request", QByteArray());
        const QList<QByteArray> first = request.left(request.indexOf('\r')).split(' ');
        asked.push_back({first.value(0), first.value(1), request.left(end), request.mid(end + 4, length)});
        mostAtOnce = std::max(mostAtOnce, ++m_now);
        const Answer answer = m_script(asked.back());
        if (answer.silent) return;
        QTimer::singleShot(answer.delayMilliseconds, &socket, [this, &socket, answer] {
            --m_now;
            const bool cut = answer.breaksAfter >= 0;
            socket.write("HTTP/1.1 " + QByteArray::number(answer.status) + " Scripted\r\nConnection: close\r\nContent-Length: " + QByteArray::number(answer.body.size()) + "\r\n" +
                         answer.headers + "\r\n" + (cut ? answer.body.left(answer.breaksAfter) : answer.body));
            socket.disconnectFromHost();
        });
    }
    Script m_script;
    int m_now = 0;
};

}  // namespace seisdesk::test
