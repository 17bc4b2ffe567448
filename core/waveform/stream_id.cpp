#include "core/waveform/stream_id.h"

#include <array>

namespace seisdesk {

Result<StreamId> StreamId::parse(std::string_view text)
{
    std::array<std::string, 4> codes;
    std::size_t field = 0;
    for (const char c : text) {
        if (c == '.') {
            if (++field == codes.size()) return Error{Error::Code::Malformed, "'" + std::string(text) + "' is not NET.STA.LOC.CHA."};
        } else if (c != ' ') {
            codes[field] += c;
        }
    }
    if (field == 0 || codes[1].empty()) return Error{Error::Code::Malformed, "'" + std::string(text) + "' is not NET.STA.LOC.CHA."};
    if (codes[2] == "--") codes[2].clear();
    return StreamId{codes[0], codes[1], codes[2], codes[3]};
}

}  // namespace seisdesk
