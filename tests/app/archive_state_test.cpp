#include "app/archive_state.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>

#include <sys/resource.h>

using namespace seisdesk;
namespace fs = std::filesystem;

class ArchiveStateTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path file() const { return fs::path(m_folder->path().toStdString()) / "picks.csv.state"; }
    static std::string content(const ArchiveState& state)
    {
        std::string all;
        const auto read = state.read([&](std::string_view lines) -> Result<void> {
            all += lines;
            return {};
        });
        return read ? all : read.error().message;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsWhatWasCommitted()
    {
        {
            auto state = ArchiveState::open(file(), "model a");
            QVERIFY(state);
            QVERIFY(state->commit("one", "1,P\n2,S\n"));
            QVERIFY(state->commit("empty", ""));
        }
        auto state = ArchiveState::open(file(), "model a");
        QVERIFY(state->has("one") && state->has("empty") && !state->has("two"));
        QVERIFY(state->commit("two", "3,P\n"));
        QCOMPARE(content(*state), std::string("1,P\n2,S\n3,P\n"));
        state->remove();
        QVERIFY(!fs::exists(file()));
    }

    /// Whatever byte a kill stopped at: all whole blocks are there, and what follows is written anew.
    void survivesBeingCutAnywhere()
    {
        std::vector<std::uintmax_t> ends;
        {
            auto state = ArchiveState::open(file(), "model a");
            ends.push_back(fs::file_size(file()));
            for (const char* key : {"a", "b", "c"}) {
                QVERIFY(state->commit(key, std::string(key) + ",P,line\n"));
                ends.push_back(fs::file_size(file()));
            }
        }
        QFile whole(QString::fromStdString(file().string()));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        whole.close();
        for (qsizetype length = 0; length <= bytes.size(); ++length) {
            QFile cut(QString::fromStdString(file().string()));
            QVERIFY(cut.open(QIODevice::WriteOnly));
            cut.write(bytes.left(length));
            cut.close();
            auto state = ArchiveState::open(file(), "model a");
            QVERIFY(state);
            std::size_t wholeBlocks = 0;
            while (wholeBlocks < 3 && ends[wholeBlocks + 1] <= static_cast<std::uintmax_t>(length)) ++wholeBlocks;
            QCOMPARE(state->size(), wholeBlocks);
            QVERIFY(state->commit("next", "next\n"));
            QVERIFY(content(*state).ends_with("next\n"));
        }
    }

    void damageInTheMiddleEndsThere()
    {
        {
            auto state = ArchiveState::open(file(), "model a");
            QVERIFY(state->commit("a", "aaaa\n"));
            QVERIFY(state->commit("b", "bbbb\n"));
        }
        QFile damaged(QString::fromStdString(file().string()));
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        const auto at = damaged.readAll().indexOf("aaaa");
        damaged.seek(at);
        damaged.write("x");
        damaged.close();
        QCOMPARE(ArchiveState::open(file(), "model a")->size(), std::size_t{0});
    }

    void otherSettingsAndOtherRunsAreRefused()
    {
        {
            auto state = ArchiveState::open(file(), "model a");
            QVERIFY(state);
            const auto second = ArchiveState::open(file(), "model a");
            QVERIFY(!second);
            QVERIFY(second.error().message.find("in use") != std::string::npos);
        }
        const auto other = ArchiveState::open(file(), "model b");
        QVERIFY(!other);
        QCOMPARE(other.error().code, Error::Code::InvalidArgument);
        QVERIFY(other.error().message.find("model a") != std::string::npos);
        std::ofstream(file()) << "somebody's notes\n";
        QVERIFY(!ArchiveState::open(file(), "model a"));
        std::ifstream kept(file());
        std::string line;
        std::getline(kept, line);
        QCOMPARE(line, std::string("somebody's notes"));
    }

    void aFullDiskLosesNothing()
    {
        auto state = ArchiveState::open(file(), "model a");
        QVERIFY(state->commit("a", "1,P\n"));
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const auto former = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{200, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
        const auto refused = state->commit("b", std::string(1000, 'x') + '\n');
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, former);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::OutOfSpace);
        QVERIFY(!state->has("b"));
        QVERIFY(state->commit("b", "2,S\n"));
        QCOMPARE(content(*state), std::string("1,P\n2,S\n"));
    }
};

QTEST_GUILESS_MAIN(ArchiveStateTest)
#include "archive_state_test.moc"
