#pragma once
// The closed vocabularies of QuakeML BED 1.2 that are kept as text.

#include <span>
#include <string>
#include <string_view>

namespace seisdesk::quakeml {

enum class Vocabulary {
    EventType,
    EventTypeCertainty,
    DepthType,
    OriginType,
    UncertaintyDescription,
    DescriptionType,
    AmplitudeUnit,
    AmplitudeCategory,
    TensorCategory,
    InversionType,
    WaveType,
    SourceTimeFunctionType
};

/// The words as the schema spells them.
std::span<const std::string_view> words(Vocabulary vocabulary);

/// The schema's spelling of `text`, with case ignored and '_' for a blank understood ("quarry_blast"); empty when it
/// is no word of the vocabulary.
std::string wordFrom(Vocabulary vocabulary, std::string_view text);

}  // namespace seisdesk::quakeml
