#pragma once
// Files that ObsPy is tested with, beside what it reads in them (tests/golden).

#include "core/io/csv_table.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <filesystem>
#include <string>

namespace seisdesk::test {

/// Where ObsPy keeps those of a format; empty when it is not installed for these tests.
inline std::filesystem::path obspyData(const std::string& format)
{
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(sourceFile("../build/python/lib"), error))
        if (const std::filesystem::path found = entry.path() / "site-packages/obspy/io" / format / "tests/data"; std::filesystem::exists(found, error)) return found;
    return {};
}

/// A test row "file" for each that the table's first column names.
inline void addFilesOf(const std::filesystem::path& goldenTable)
{
    QTest::addColumn<QString>("file");
    const auto table = CsvTable::read(goldenTable);
    QVERIFY(table);
    std::string last;
    for (std::size_t i = 0; i < table->size(); ++i)
        if (const std::string file = table->row(i)[0]; file != last) QTest::newRow((last = file).c_str()) << QString::fromStdString(file);
}

}  // namespace seisdesk::test
