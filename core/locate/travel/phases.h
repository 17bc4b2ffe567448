#pragma once
// Phases that travel times know, and what other spellings mean.

#include "core/locate/travel/velocity_model.h"

#include <optional>
#include <string_view>

namespace seisdesk {

/// P and S are the first arrivals (Pdiff and Sdiff to 120 degrees); PKP is the first through the core. Pg turns above the Conrad (or Moho), Pb
/// between Conrad and Moho, Pn between Moho and 210 km; the lower-case ones leave upwards and are reflected at the surface.
enum class Phase { P, S, Pg, Sg, Pb, Sb, Pn, Sn, PmP, SmS, PKP, PKIKP, SKS, PcP, ScS, pP, sP, sS };
inline constexpr int phaseCount = 18;

const char* name(Phase phase);
/// How it arrives.
WaveType arrivesAs(Phase phase);
/// How it leaves the source.
WaveType leavesAs(Phase phase);

/// True for P, S, Pg and Sg, which start with zero at the source.
bool isDirect(Phase phase);

/// Of a pick's phase hint: "Pg", "p", "P*", "Pdiff", "PKPdf", "P1", "iP", "S?" ...; nothing for what is no phase here ("Lg", "noise", "").
std::optional<Phase> phaseFrom(std::string_view hint);

/// What is taken where `phase` does not exist: the first arrival of its kind, PKP for P; nothing after that.
std::optional<Phase> insteadOf(Phase phase);

}  // namespace seisdesk
