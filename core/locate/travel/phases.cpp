#include "core/locate/travel/phases.h"

#include <array>
#include <string>
#include <utility>

namespace seisdesk {

namespace {

constexpr std::array<const char*, phaseCount> names = {"P",   "S",   "Pg",    "Sg",  "Pb",  "Sb",  "Pn", "Sn", "PmP",
                                                       "SmS", "PKP", "PKIKP", "SKS", "PcP", "ScS", "pP", "sP", "sS"};

constexpr std::pair<std::string_view, Phase> spellings[] = {
    {"p", Phase::Pg},       {"s", Phase::Sg},         {"P*", Phase::Pb},      {"S*", Phase::Sb},       {"P1", Phase::P},
    {"S1", Phase::S},       {"Pdiff", Phase::P},      {"Sdiff", Phase::S},    {"Pdif", Phase::P},      {"Sdif", Phase::S},
    {"PKPdf", Phase::PKIKP}, {"PKPbc", Phase::PKP},   {"PKPab", Phase::PKP},  {"SKSac", Phase::SKS},   {"PgPg", Phase::Pg},
    {"Pgr", Phase::Pg},     {"Sgr", Phase::Sg},       {"PMP", Phase::PmP},    {"SMS", Phase::SmS},     {"PN", Phase::Pn},
    {"SN", Phase::Sn},      {"PG", Phase::Pg},        {"SG", Phase::Sg},
};

}  // namespace

const char* name(Phase phase) { return names[static_cast<std::size_t>(phase)]; }

WaveType arrivesAs(Phase phase)
{
    switch (phase) {
    case Phase::S: case Phase::Sg: case Phase::Sb: case Phase::Sn: case Phase::SmS: case Phase::SKS: case Phase::ScS: case Phase::sS: return WaveType::S;
    default: return WaveType::P;
    }
}

WaveType leavesAs(Phase phase) { return phase == Phase::sP ? WaveType::S : arrivesAs(phase); }

bool isDirect(Phase phase) { return phase == Phase::P || phase == Phase::S || phase == Phase::Pg || phase == Phase::Sg; }

std::optional<Phase> phaseFrom(std::string_view hint)
{
    while (!hint.empty() && (hint.back() == '?' || hint.back() == ' ')) hint.remove_suffix(1);
    if (hint.size() > 1 && std::string_view("ieqIEQ").find(hint.front()) != std::string_view::npos) hint.remove_prefix(1);
    for (int i = 0; i < phaseCount; ++i)
        if (hint == names[static_cast<std::size_t>(i)]) return static_cast<Phase>(i);
    for (const auto& [text, phase] : spellings)
        if (hint == text) return phase;
    return std::nullopt;
}

std::optional<Phase> insteadOf(Phase phase)
{
    switch (phase) {
    case Phase::Pg: case Phase::Pb: case Phase::Pn: return Phase::P;
    case Phase::Sg: case Phase::Sb: case Phase::Sn: return Phase::S;
    case Phase::P: return Phase::PKP;
    default: return std::nullopt;
    }
}

}  // namespace seisdesk
