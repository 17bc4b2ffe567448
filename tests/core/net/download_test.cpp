#include "core/net/download.h"

#include "core/model/checkpoint/sha256.h"
#include "tests/core/net/file_server.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace seisdesk;
using test::FileServer;

namespace {

QByteArray invented(qsizetype size)
{
    QByteArray out(size, Qt::Uninitialized);
    quint32 state = 7;
    for (char& c : out) c = static_cast<char>((state = 1664525U * state + 1013904223U) >> 24);
    return out;
}

}  // namespace

class DownloadTest : public QObject {
    Q_OBJECT

    const QByteArray m_file = invented(300'000);

    DownloadRequest request(const FileServer& server, const QTemporaryDir& folder) const
    {
        DownloadRequest r{server.address(), folder.filePath(QStringLiteral("new/weights.pth")).toStdString(), static_cast<std::uintmax_t>(m_file.size()),
                          sha256Hex(std::as_bytes(std::span(m_file.constData(), static_cast<std::size_t>(m_file.size()))))};
        r.pause = std::chrono::milliseconds(10);
        r.patience = std::chrono::milliseconds(2000);
        return r;
    }
    static QByteArray bytesOf(const std::filesystem::path& path)
    {
        QFile file(QString::fromStdString(path.string()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }
    static std::filesystem::path partOf(const DownloadRequest& r) { return r.target.string() + ".part"; }

private Q_SLOTS:
    void bringsTheFileAndSaysHowFarItIs()
    {
        FileServer server(m_file);
        const QTemporaryDir folder;
        const auto r = request(server, folder);
        double last = 0.0;
        bool backwards = false;
        const auto done = download(r, Progress([&](double fraction, const std::string&) { backwards = backwards || fraction < last, last = fraction; }));
        QVERIFY2(done, done ? "" : done.error().message.c_str());
        QCOMPARE(bytesOf(r.target), m_file);
        QVERIFY(!std::filesystem::exists(partOf(r)));
        QCOMPARE(last, 1.0);
        QVERIFY(!backwards);
    }
    void goesOnWhereTheConnectionBroke()
    {
        FileServer server(m_file);
        server.drops = 3;
        const QTemporaryDir folder;
        const auto r = request(server, folder);
        const auto done = download(r, {});
        QVERIFY2(done, done ? "" : done.error().message.c_str());
        QCOMPARE(bytesOf(r.target), m_file);
        QVERIFY(server.requests >= 4);  // Qt may ask again by itself where a connection closed early
        QVERIFY(server.ranges.contains("150000-") && server.ranges.contains("225000-"));
    }
    void goesOnWithThePartOfAnEarlierRun()
    {
        FileServer server(m_file);
        const QTemporaryDir folder;
        auto r = request(server, folder);
        r.attempts = 1;
        server.drops = 1;
        QCOMPARE(download(r, {}).error().code, Error::Code::Unreadable);
        QCOMPARE(std::filesystem::file_size(partOf(r)), std::uintmax_t{150'000});
        QVERIFY(download(r, {}));
        QCOMPARE(bytesOf(r.target), m_file);
        QVERIFY(server.ranges.contains("150000-"));
    }
    void beginsAnewWhereTheServerCannotResume()
    {
        FileServer server(m_file);
        server.drops = 1;
        server.resumes = false;
        const QTemporaryDir folder;
        const auto r = request(server, folder);
        QVERIFY(download(r, {}));
        QCOMPARE(bytesOf(r.target), m_file);
    }
    void refusesWhatWasNotPublished()
    {
        const QTemporaryDir folder;
        FileServer server(m_file);
        const auto r = request(server, folder);
        server.file = m_file.left(299'999);
        auto refused = download(r, {});
        QCOMPARE(refused.error().code, Error::Code::Malformed);
        QVERIFY2(refused.error().message.find("299999 bytes instead of the 300000") != std::string::npos, refused.error().message.c_str());
        server.file = m_file + "more";
        refused = download(r, {});
        QCOMPARE(refused.error().code, Error::Code::Malformed);
        server.file = m_file;
        server.file[1000] = static_cast<char>(server.file[1000] ^ 1);
        refused = download(r, {});
        QCOMPARE(refused.error().code, Error::Code::Malformed);
        QVERIFY2(refused.error().message.find("SHA-256") != std::string::npos, refused.error().message.c_str());
        QVERIFY(!std::filesystem::exists(r.target) && !std::filesystem::exists(partOf(r)));
    }
    void saysWhatTheServerSays()
    {
        const QTemporaryDir folder;
        FileServer server(m_file);
        auto r = request(server, folder);
        server.status = 404;
        QCOMPARE(download(r, {}).error().code, Error::Code::NotFound);
        QCOMPARE(server.requests, 1);
        server.status = 403;
        QCOMPARE(download(r, {}).error().code, Error::Code::Unreadable);
        QCOMPARE(server.requests, 2);
        server.status = 503;  // may pass
        r.attempts = 3;
        QCOMPARE(download(r, {}).error().code, Error::Code::Unreadable);
        QCOMPARE(server.requests, 5);
        server.close();
        QCOMPARE(download(r, {}).error().code, Error::Code::Unreadable);
        r.address = "file:///etc/hosts";
        QCOMPARE(download(r, {}).error().code, Error::Code::InvalidArgument);
    }
    void canBeCancelledWhileNothingComes()
    {
        const QTemporaryDir folder;
        FileServer server(m_file);
        server.silent = true;
        const Progress progress;
        QTimer::singleShot(200, this, [progress] { progress.cancel(); });
        QCOMPARE(download(request(server, folder), progress).error().code, Error::Code::Cancelled);
    }
    void takesAFinishedPart()
    {
        const QTemporaryDir folder;
        FileServer server(m_file);
        const auto r = request(server, folder);
        std::filesystem::create_directories(r.target.parent_path());
        QFile part(QString::fromStdString(partOf(r).string()));
        QVERIFY(part.open(QIODevice::WriteOnly) && part.write(m_file) == m_file.size());
        part.close();
        QVERIFY(download(r, {}));
        QCOMPARE(server.requests, 0);
    }
};

QTEST_GUILESS_MAIN(DownloadTest)
#include "download_test.moc"
