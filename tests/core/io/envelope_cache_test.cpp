#include "core/io/envelope_cache.h"

#include "tests/core/io/temporary_files.h"

#include <QTest>

#include <chrono>
#include <fstream>
#include <thread>


using namespace seisdesk;
using namespace seisdesk::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

EnvelopeCache cacheIn(const Folder& folder, std::uint64_t most = EnvelopeCache::usualLimit)
{
    EnvelopeCache cache(folder.path("cache"), most);
    cache.setSettlingTime(0s);
    return cache;
}

FileOutline outline(const fs::path& file, float value)
{
    const Trace trace{{"GE", "WLF", "", "HHZ"}, {makeSegment(Time(5s), 100.0, std::vector<float>(1000, value))}};
    return {{file, fs::file_size(file), "sum"}, {outlineOf(trace)}};
}

fs::path onlyEntry(const Folder& folder)
{
    fs::path out;
    for (const auto& entry : fs::directory_iterator(folder.path("cache"))) out = entry.path();
    return out;
}

bool keeps(const EnvelopeCache& cache, const fs::path& file, float value) { return bool(cache.keep(outline(file, value), *stampOf(file))) && cache.find(file); }

}  // namespace

class EnvelopeCacheTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsKeptIsFound()
    {
        const Folder folder;
        const fs::path file = folder.write("a.mseed", "samples");
        const EnvelopeCache cache = cacheIn(folder);
        QVERIFY(!cache.find(file));
        QVERIFY(cache.keep(outline(file, 3.0f), *stampOf(file)));
        const auto found = cache.find(file);
        QVERIFY(found);
        QVERIFY(found->file.path == file && found->file.checksum == "sum" && found->file.bytes == 7);
        QVERIFY(found->traces.at(0).segments.at(0).envelope.range(0, 1000).max == 3.0f);
    }
    void anotherFilesEntryIsNeverShown()
    {
        const Folder folder;
        const fs::path a = folder.write("a.mseed", "samples"), b = folder.write("b.mseed", "samples");
        const EnvelopeCache cache = cacheIn(folder);
        QVERIFY(keeps(cache, a, 1.0f));
        const fs::path entryOfA = onlyEntry(folder);
        QVERIFY(!cache.find(b));
        // Not even when it stands under the other's name, as after a collision of names.
        QVERIFY(keeps(cache, b, 2.0f));
        fs::path entryOfB;
        for (const auto& entry : fs::directory_iterator(folder.path("cache")))
            if (entry.path() != entryOfA) entryOfB = entry.path();
        fs::copy_file(entryOfA, entryOfB, fs::copy_options::overwrite_existing);
        QVERIFY(!cache.find(b));
        QVERIFY(cache.find(a));
    }
    void aChangedFileIsNoticed()
    {
        const Folder folder;
        const fs::path file = folder.write("a.mseed", "samples");
        const EnvelopeCache cache = cacheIn(folder);
        QVERIFY(keeps(cache, file, 1.0f));
        std::this_thread::sleep_for(20ms);
        folder.write("a.mseed", "other");
        QVERIFY(!cache.find(file));
        // Of the same length, with the time of modification put back.
        folder.write("a.mseed", "samples");
        QVERIFY(keeps(cache, file, 1.0f));
        const auto before = fs::last_write_time(file);
        std::this_thread::sleep_for(20ms);
        folder.write("a.mseed", "SAMPLES");
        fs::last_write_time(file, before);
        QVERIFY(!cache.find(file));
        // Another file moved to its place.
        QVERIFY(keeps(cache, file, 1.0f));
        fs::rename(folder.write("b.mseed", "samples"), file);
        QVERIFY(!cache.find(file));
        fs::remove(file);
        QVERIFY(!cache.find(file));
    }
    void aFileThatChangesWhileItIsReadIsNotKept()
    {
        const Folder folder;
        const fs::path file = folder.write("a.mseed", "samples");
        const EnvelopeCache cache = cacheIn(folder);
        const FileStamp before = *stampOf(file);
        const FileOutline read = outline(file, 1.0f);
        std::this_thread::sleep_for(20ms);
        folder.write("a.mseed", "SAMPLES");
        QVERIFY(cache.keep(read, before));
        QVERIFY(!cache.find(file));
        QVERIFY(!fs::exists(folder.path("cache")));
    }
    void aFileThatWasJustWrittenIsNotKept()
    {
        const Folder folder;
        const fs::path file = folder.write("a.mseed", "samples");
        EnvelopeCache cache(folder.path("cache"));
        QVERIFY(cache.keep(outline(file, 1.0f), *stampOf(file)));
        QVERIFY(!cache.find(file));
        cache.setSettlingTime(1ms);
        std::this_thread::sleep_for(20ms);
        QVERIFY(keeps(cache, file, 1.0f));
    }
    void damagedEntriesAreNotShownAndAreReplaced()
    {
        const Folder folder;
        const fs::path file = folder.write("a.mseed", "samples");
        const EnvelopeCache cache = cacheIn(folder);
        QVERIFY(keeps(cache, file, 1.0f));
        const fs::path entry = onlyEntry(folder);
        const std::string bytes = Folder::contentOf(entry);
        for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{8}, std::size_t{23}, std::size_t{24}, bytes.size() / 2, bytes.size() - 1}) {
            fs::resize_file(entry, size);
            QVERIFY(!cache.find(file));
            QVERIFY(keeps(cache, file, 1.0f));
        }
        std::string damaged = bytes;
        damaged[damaged.size() - 3] ^= 1;
        std::ofstream(entry, std::ios::binary) << damaged;
        QVERIFY(!cache.find(file));
        fs::remove(entry);
        fs::create_directory(entry);
        QVERIFY(!cache.find(file));
    }
    void theLongestUnusedGoFirst()
    {
        const Folder folder;
        const EnvelopeCache cache = cacheIn(folder);
        std::vector<fs::path> files;
        for (int i = 0; i < 4; ++i) {
            files.push_back(folder.write(std::to_string(i), "samples"));
            QVERIFY(keeps(cache, files.back(), 1.0f));
        }
        const std::uint64_t each = cache.bytes() / 4;
        const auto age = [&](int i, std::chrono::hours hours) {
            for (const auto& entry : fs::directory_iterator(folder.path("cache")))
                if (Folder::contentOf(entry.path()).find(files[static_cast<std::size_t>(i)].string()) != std::string::npos)
                    fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - hours);
        };
        for (int i = 0; i < 4; ++i) age(i, std::chrono::hours(24 * (10 - i)));
        QVERIFY(cache.find(files[0]));  // that is a use
        cacheIn(folder, 2 * each + each / 2).trim();
        QVERIFY(cache.find(files[0]) && !cache.find(files[1]) && !cache.find(files[2]) && cache.find(files[3]));
        cache.clear();
        QVERIFY(!cache.find(files[0]));
        QCOMPARE(cache.bytes(), std::uint64_t{0});
    }
    void aFolderThatCannotBeWrittenIsAnError()
    {
        const Folder folder;
        const fs::path file = folder.write("a.mseed", "samples");
        EnvelopeCache cache(folder.write("occupied", "") / "cache");
        cache.setSettlingTime(0s);
        const auto kept = cache.keep(outline(file, 1.0f), *stampOf(file));
        QVERIFY(!kept && !kept.error().message.empty());
        QVERIFY(!cache.find(file));
        cache.trim();
        cache.clear();
    }
    void onlyRegularFilesHaveStamps()
    {
        const Folder folder;
        QVERIFY(!stampOf(folder.root()) && !stampOf(folder.path("nothing")));
        QCOMPARE(stampOf(folder.write("a", "12345"))->bytes, std::uint64_t{5});
    }
};

QTEST_APPLESS_MAIN(EnvelopeCacheTest)
#include "envelope_cache_test.moc"
