#pragma once
// The layouts that LabelledSet knows; each function opens one of them or says why not.

#include "core/io/labelled_set.h"

namespace seisdesk {

using LayoutPtr = std::shared_ptr<const LabelledLayout>;

/// One HDF5 file with /data/<trace> of [components, samples] (window set, the root attribute component_order says which,
/// ZNE otherwise) or of [samples, 3] in E, N, Z (STEAD), attributes on each trace. A table of the same name beside it
/// adds what the attributes do not have.
Result<LayoutPtr> openWindowFile(const std::filesystem::path& file);

/// A folder of STEAD: X.hdf5 with X.csv, or one table with a file_idx column and part_<file_idx>.hdf5.
Result<LayoutPtr> openSteadFolder(const std::filesystem::path& folder);

/// A folder with metadata.csv and waveforms.hdf5, or chunks of them (metadata<chunk>.csv, waveforms<chunk>.hdf5).
Result<LayoutPtr> openSeisBench(const std::filesystem::path& folder);

/// A DiTing folder: tables and HDF5 parts, /earthquake/<key> of [samples, 3] in Z, N, E at 50 Hz. Surface-wave and
/// body-wave magnitudes are brought to ML by DiTing's own relations, as its models were trained.
Result<LayoutPtr> openDiTing(const std::filesystem::path& folder);

/// Files of a folder with one of these extensions (".csv"), sorted.
std::vector<std::filesystem::path> filesWith(const std::filesystem::path& folder, std::initializer_list<std::string_view> extensions);

}  // namespace seisdesk
