#include "core/net/http_requests.h"

#include "tests/core/net/scripted_server.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

using namespace seisdesk;
using test::Answer;
using test::Asked;
using test::ScriptedServer;

namespace {

HttpOptions quick()
{
    HttpOptions options;
    options.pause = std::chrono::milliseconds(10);
    options.patience = std::chrono::milliseconds(400);
    return options;
}

}  // namespace

class HttpRequestsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersComeInTheOrderOfTheRequestsAndNoMoreThanAllowedAtOnce()
    {
        ScriptedServer server([](const Asked& asked) {
            Answer answer;
            answer.body = asked.path + asked.body;
            answer.delayMilliseconds = asked.path.endsWith('0') ? 60 : 5;
            return answer;
        });
        std::vector<HttpRequest> requests;
        for (int i = 0; i < 9; ++i) requests.push_back({server.address("/") + std::to_string(i), i == 4 ? "a body" : "", {}, {}});
        HttpOptions options = quick();
        options.parallel = 3;
        double last = 0.0;
        const auto replies = httpRequests(requests, options, Progress([&](double f, const std::string&) { last = f; }));
        QCOMPARE(replies.size(), requests.size());
        for (std::size_t i = 0; i < replies.size(); ++i) {
            QVERIFY(replies[i]);
            QCOMPARE(replies[i]->status, 200);
            QCOMPARE(replies[i]->body, "/" + std::to_string(i) + (i == 4 ? "a body" : ""));
        }
        QCOMPARE(server.mostAtOnce, 3);
        QCOMPARE(last, 1.0);
    }

    void triesAgainWhatMayDoBetter_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {429, 500, 502, 503, 504}) QTest::addRow("%d", status) << status;
    }
    void triesAgainWhatMayDoBetter()
    {
        QFETCH(const int, status);
        int n = 0;
        ScriptedServer server([&](const Asked&) {
            Answer answer;
            answer.body = "at last";
            if (++n < 3) answer.status = status;
            return answer;
        });
        const auto replies = httpRequests({{server.address("/x"), {}, {}, {}}}, quick(), {});
        QVERIFY(replies[0]);
        QCOMPARE(replies[0]->body, std::string("at last"));
        QCOMPARE(n, 3);
    }

    void refusalsAreAnswersAndAskedOnce_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {204, 400, 401, 403, 404, 413, 414, 501}) QTest::addRow("%d", status) << status;
    }
    void refusalsAreAnswersAndAskedOnce()
    {
        QFETCH(const int, status);
        ScriptedServer server([&](const Asked&) { return Answer{status, status == 204 ? "" : "because"}; });
        const auto replies = httpRequests({{server.address("/x"), {}, {}, {}}}, quick(), {});
        QVERIFY2(replies[0], replies[0] ? "" : replies[0].error().message.c_str());
        QCOMPARE(replies[0]->status, status);
        QCOMPARE(server.asked.size(), std::size_t{1});
    }

    void aCutAnswerIsNoAnswer()
    {
        int n = 0;
        ScriptedServer server([&](const Asked&) {
            Answer answer;
            answer.body = QByteArray(50'000, 'x');
            if (++n == 1) answer.breaksAfter = 20'000;
            return answer;
        });
        const auto replies = httpRequests({{server.address("/x"), {}, {}, {}}}, quick(), {});
        QVERIFY(replies[0]);
        QCOMPARE(replies[0]->body.size(), std::size_t{50'000});
        QCOMPARE(n, 2);
    }

    void silenceEndsAndNamesTheAddress()
    {
        ScriptedServer server([](const Asked&) {
            Answer answer;
            answer.silent = true;
            return answer;
        });
        HttpOptions options = quick();
        options.attempts = 2;
        const auto replies = httpRequests({{server.address("/x"), {}, {}, {}}}, options, {});
        QVERIFY(!replies[0]);
        QCOMPARE(replies[0].error().code, Error::Code::Unreadable);
        QVERIFY(QString::fromStdString(replies[0].error().message).contains(QStringLiteral("/x")));
        QCOMPARE(server.asked.size(), std::size_t{2});
    }

    void waitsAsLongAsTheServerAsks()
    {
        int n = 0;
        ScriptedServer server([&](const Asked&) {
            Answer answer;
            if (++n == 1) answer.status = 503, answer.headers = "Retry-After: 1\r\n";
            return answer;
        });
        QElapsedTimer timer;
        timer.start();
        QVERIFY(httpRequests({{server.address("/x"), {}, {}, {}}}, quick(), {})[0]);
        QVERIFY(timer.elapsed() >= 950);
    }

    void redirectionsAreFollowedAndLargeAnswersRefused()
    {
        ScriptedServer server([](const Asked& asked) {
            Answer answer;
            if (asked.path == "/old") answer.status = 302, answer.headers = "Location: /new\r\n";
            else answer.body = asked.path == "/big" ? QByteArray(3'000'000, 'x') : QByteArray("here");
            return answer;
        });
        HttpOptions options = quick();
        options.mostBytes = 1'000'000;
        const auto replies = httpRequests({{server.address("/old"), {}, {}, {}}, {server.address("/big"), {}, {}, {}}, {"ftp://nowhere", {}, {}, {}}}, options, {});
        QCOMPARE(replies[0]->body, std::string("here"));
        QCOMPARE(replies[1].error().code, Error::Code::OutOfSpace);
        QCOMPARE(replies[2].error().code, Error::Code::InvalidArgument);
    }

    void signsInWhenAsked()
    {
        ScriptedServer server([](const Asked& asked) {
            Answer answer;
            if (!asked.headers.contains("Authorization: Digest username=\"ann\"")) {
                answer.status = 401;
                answer.headers = "WWW-Authenticate: Digest realm=\"FDSN\", nonce=\"abc\", qop=\"auth\"\r\n";
            }
            return answer;
        });
        const auto replies = httpRequests({{server.address("/x"), {}, "ann", "secret"}}, quick(), {});
        QVERIFY(replies[0]);
        QCOMPARE(replies[0]->status, 200);
    }

    void cancelsAtOnce()
    {
        ScriptedServer server([](const Asked&) {
            Answer answer;
            answer.silent = true;
            return answer;
        });
        HttpOptions options = quick();
        options.patience = std::chrono::seconds(30);
        const Progress progress;
        QTimer::singleShot(100, [&] { progress.cancel(); });
        QElapsedTimer timer;
        timer.start();
        const auto replies = httpRequests({{server.address("/x"), {}, {}, {}}, {server.address("/y"), {}, {}, {}}}, options, progress);
        QVERIFY(timer.elapsed() < 5000);
        QCOMPARE(replies.size(), std::size_t{2});
        QCOMPARE(replies[0].error().code, Error::Code::Cancelled);
        QCOMPARE(replies[1].error().code, Error::Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(HttpRequestsTest)
#include "http_requests_test.moc"
