#pragma once
// From samples and metadata to a LabelledWindow, the same for all layouts.

#include "core/io/hdf5.h"
#include "core/io/labelled_set.h"
#include "core/io/seisbench_metadata.h"

namespace seisdesk {

/// How the samples of a window lie in their array.
struct WindowShape {
    std::string components = "ZNE";  ///< one letter each
    bool samplesFirst = false;       ///< [samples, components] instead of [components, samples]
};

/// `metadata` needs a sample rate. Its start is the epoch, 1970, when unknown. Error Malformed when the array does not
/// have two dimensions (one is enough for a single component).
Result<LabelledWindow> makeWindow(TraceMetadata metadata, const hdf5::Array& samples, const WindowShape& shape);

/// What a trace's name says of who recorded it, as far as it follows a known habit: "STA.NET_2006..." (STEAD),
/// "NET_STA_2012..." (PhaseNet), "<event>_NET.STA", "<SEISAN event>_STA". Network XX and the whole name otherwise.
struct NameParts {
    StreamId stream;
    std::string eventId;
};
NameParts partsOfName(const std::string& name);

}  // namespace seisdesk
