#pragma once
// Labels as comma-separated values: our own columns, and what other pickers and catalogues write.

#include "core/io/records.h"

namespace seisdesk {

/// Reads by the names in the header:
/// - our own columns (see writeLabelCsv), without loss;
/// - one row per station with p_time and s_time, and optionally onset, polarity, weight, event, magnitude, distance and
///   back-azimuth, which go to the P's source (channel stays empty);
/// - one row per pick (PhaseNet, EQTransformer, SeisBench and similar): a time, a phase, a stream or station, and
///   optionally probability, uncertainty, polarity;
/// - one row per detection with p_arrival_time and s_arrival_time (EQTransformer).
/// Rows that cannot be understood are issues. Error: NotFound, Unreadable, Unsupported (no such columns).
Result<std::vector<Label>> readLabelCsv(const std::filesystem::path& path, std::vector<ReadIssue>& issues);

/// Writes atomically, one row per label, the columns id, phase, network, station, location, channel, time, end,
/// lower_uncertainty_s, upper_uncertainty_s, polarity, onset, mode, status, confidence, magnitude, magnitude_sigma,
/// distance_km, distance_sigma_km, back_azimuth_deg, back_azimuth_sigma_deg, probability_up, polarity_confidence, model,
/// filter, author, created, replaces, event, comment. Times are UTC to the nanosecond where needed; fields are quoted as in RFC 4180.
Result<void> writeLabelCsv(const std::filesystem::path& path, const std::vector<Label>& labels);

/// The parts of such a file: its first line, and a line per label.
std::string_view labelCsvHeader();
std::string labelCsvRows(const std::vector<Label>& labels);

}  // namespace seisdesk
