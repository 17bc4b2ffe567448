#pragma once
// The header of a SAC file: words by number, undefined ones told apart.

#include "core/io/file_bytes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace seisdesk {

/// SAC header of version 6 or 7. Members are numbered as in the format's definition: 70 floats, 40 integers and logicals,
/// 24 strings of 8 characters (kevnm takes two). Version 7 repeats times and coordinates in double precision behind the
/// data; they are worked into `floats` when they are there.
class SacHeader {
public:
    enum Float { delta = 0, depmin = 1, depmax = 2, b = 5, e = 6, o = 7, a = 8, t0 = 10, f = 20, stla = 31, stlo = 32, stel = 33, stdp = 34,
                 evla = 35, evlo = 36, evdp = 38, mag = 39, sb = 54, sdelta = 55, depmen = 56, cmpaz = 57, cmpinc = 58 };
    enum Integer { nzyear = 0, nzjday = 1, nzhour = 2, nzmin = 3, nzsec = 4, nzmsec = 5, nvhdr = 6, npts = 9, iftype = 15, iztype = 17,
                   imagtyp = 25, leven = 35, lpspol = 36, lovrok = 37, lcalda = 38 };
    enum String { kstnm = 0, kevnm = 1, khole = 3, ka = 5, kt0 = 6, kcmpnm = 20, knetwk = 21 };

    static constexpr std::size_t bytes = 632;        ///< before the data
    static constexpr std::size_t footerBytes = 176;  ///< of version 7, behind the data
    static constexpr int timeSeries = 1;             ///< iftype ITIME

    /// All words undefined, version 6.
    SacHeader();
    /// The byte order of a binary SAC file, nothing when this is none: version, type, evenness and sampling must be possible.
    static std::optional<bool> bigEndian(std::span<const std::byte> file);
    /// True when a file starts like SAC's alphanumeric form.
    static bool isAlphanumeric(std::span<const std::byte> file);
    /// Reads the words of a file of which bigEndian() knows the order; the footer too where it lies behind npts samples.
    static SacHeader read(std::span<const std::byte> file, bool bigEndian);

    std::optional<double> number(int word) const;
    std::optional<int> integer(int word) const;
    /// Blanks and what is not printable removed at both ends; empty when undefined.
    std::string string(int word) const;
    void setNumber(int word, double value) { floats[static_cast<std::size_t>(word)] = value; }
    void setInteger(int word, int value) { integers[static_cast<std::size_t>(word)] = value; }
    /// Cut to 8 characters (16 for kevnm); empty text makes it undefined.
    void setString(int word, const std::string& value);

    /// The header's bytes, and the footer's when this is version 7 (empty otherwise).
    std::string headerBytes(bool bigEndian) const;
    std::string footer(bool bigEndian) const;

    std::array<double, 70> floats;
    std::array<std::int32_t, 40> integers;
    std::array<char, 192> strings;
};

}  // namespace seisdesk
