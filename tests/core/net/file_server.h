#pragma once
// FileServer: an HTTP server on the loopback that serves one file, well or badly.

#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <string>

namespace seisdesk::test {

class FileServer : public QTcpServer {
public:
    explicit FileServer(QByteArray file) : file(std::move(file))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* const socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(*socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(serverPort()) + "/weights.pth"; }

    QByteArray file;
    int status = 0;          ///< not 0: says this and nothing else
    int drops = 0;           ///< connections that break in the middle of what they send
    bool resumes = true;     ///< understands Range
    bool silent = false;     ///< answers nothing
    int requests = 0;
    QByteArrayList ranges;   ///< as asked for, empty where none was

private:
    void read(QTcpSocket& socket)
    {
        QByteArray request = socket.property("request").toByteArray() + socket.readAll();
        socket.setProperty("request", request);
        if (!request.contains("\r\n\r\n")) return;
        ++requests;
        const auto at = request.toLower().indexOf("range: bytes=");
        const QByteArray range = at < 0 ? QByteArray() : request.mid(at + 13, request.indexOf('\r', at) - at - 13);
        ranges.append(range);
        if (silent) return;
        if (status != 0) return answer(socket, QByteArray::number(status) + " No", {}, {});
        const qint64 from = resumes && !range.isEmpty() ? range.left(range.indexOf('-')).toLongLong() : 0;
        if (from >= file.size()) return answer(socket, "416 Range Not Satisfiable", {}, {});
        const QByteArray part = file.mid(from);
        const QByteArray header = from > 0 ? "Content-Range: bytes " + QByteArray::number(from) + "-" + QByteArray::number(file.size() - 1) + "/" + QByteArray::number(file.size()) + "\r\n" : QByteArray();
        answer(socket, from > 0 ? "206 Partial Content" : "200 OK", header, part);
    }
    void answer(QTcpSocket& socket, const QByteArray& line, const QByteArray& header, const QByteArray& body)
    {
        const bool drop = drops > 0 && !body.isEmpty();
        const QByteArray now = drop ? body.left(body.size() / 2) : body;
        if (drop) --drops;
        socket.write("HTTP/1.1 " + line + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + header + "\r\n" + now);
        socket.disconnectFromHost();  // once everything is written
    }
};

}  // namespace seisdesk::test
