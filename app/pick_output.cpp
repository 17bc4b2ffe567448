#include "app/pick_output.h"

#include "core/catalog/compile.h"
#include "core/io/label_csv.h"
#include "core/io/pick_json.h"
#include "core/io/quakeml.h"

#include <algorithm>
#include <cctype>

namespace seisdesk {

Result<OutputFormat> outputFormat(const std::filesystem::path& output)
{
    std::string extension = output.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".xml" || extension == ".quakeml" || extension == ".qml") return OutputFormat::Xml;
    if (extension == ".csv") return OutputFormat::Csv;
    if (extension == ".json") return OutputFormat::Json;
    return Error{Error::Code::InvalidArgument, "'" + output.string() + "' does not say what to write: name it .xml (QuakeML), .csv or .json."};
}

Result<void> writePicks(const std::filesystem::path& output, const std::vector<Label>& labels, const std::vector<Prediction>& predictions)
{
    const auto format = outputFormat(output);
    if (!format) return format.error();
    switch (*format) {
    case OutputFormat::Xml: return writeQuakeMl(output, compile(labels, {}));
    case OutputFormat::Csv: return writeLabelCsv(output, labels);
    case OutputFormat::Json: break;
    }
    return writePickJson(output, labels, predictions);
}

}  // namespace seisdesk
