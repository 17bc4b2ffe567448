#pragma once
// Lines of Nordic files, each by its columns (counted from 1, as in SEISAN's manual).

#include "core/catalog/event.h"

#include <optional>
#include <string>
#include <string_view>

namespace seisdesk::nordic {

/// One line as 80 columns; what is missing is blank.
class Line {
public:
    explicit Line(std::string_view text);
    char column(std::size_t at) const { return m_text[at - 1]; }
    /// Columns `first` to `last`, without blanks at both ends.
    std::string text(std::size_t first, std::size_t last) const;
    std::optional<double> number(std::size_t first, std::size_t last) const;
    std::optional<int> integer(std::size_t first, std::size_t last) const;
    bool blank(std::size_t first, std::size_t last) const { return text(first, last).empty(); }
    /// Column 80: what kind of line it is.
    char type() const { return column(80); }

private:
    std::string m_text;
};

/// Midnight of the date in columns 2 to 10; absent when that is no date.
std::optional<Time> dateOf(const Line& line);

/// Type 1. Absent without a date; an hour or minute that is not there is zero.
std::optional<Origin> originOf(const Line& line);
/// Up to three magnitudes of a type 1 line, types spelled as in QuakeML.
std::vector<Magnitude> magnitudesOf(const Line& line);
/// QuakeML's word for the event type in column 23.
std::string eventTypeOf(char letter);
/// Type H: the origin with more digits, where it is the same one (within a second).
void refine(Origin& origin, const Line& line);

/// A phase line.
struct Reading {
    enum class Kind { Onset, Amplitude, Other };  ///< Other: durations and back-azimuths
    Kind kind = Kind::Onset;
    std::string network, station, location, channel, phase, agency, author;
    double secondsOfDay = 0.0;  ///< of the event's date; 86400 and more on the next
    Polarity polarity = Polarity::Unset;
    OnsetQuality onset = OnsetQuality::Unset;
    bool automatic = false;
    std::optional<int> weight;  ///< 0 best, 4 not used, 9 by difference; absent when blank
    std::optional<double> amplitudeNanometres, periodSeconds, takeoffAngleDegrees, residualSeconds, usedWeight, distanceKm, azimuthDegrees;
};

enum class Format { Old, New };
/// By the line of titles (type 7).
std::optional<Format> formatOf(const Line& titles);
/// By where a phase line has its seconds.
Format guessFormat(const Line& reading);
/// Absent for a line without a time. Error Malformed names the columns that make no sense. `hasAngle`: columns of AIN hold angles,
/// not signal to noise ratios.
struct ReadingError {
    std::string message;
};
std::optional<Reading> readingOf(const Line& line, Format format, bool hasAngle, std::optional<ReadingError>& error);

}  // namespace seisdesk::nordic
