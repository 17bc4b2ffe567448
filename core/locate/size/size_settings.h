#pragma once
// Size settings as text: the constants that magnitudes were made with, as the catalogue says them and a project keeps them.

#include "core/locate/size/event_size.h"

namespace seisdesk {

/// "types=ML,Mw; attenuation=iaspei; average=median; wave=S; q=180; q_exponent=0.45; kappa_s=0.03; kappa_sigma_s=0.015; least_snr=2". Station
/// corrections, windows and switches are not in it.
std::string settingsText(const SizeOptions& options);
/// The options with what the text says; words that are not known are passed over. Errors (Malformed): a value that its word cannot have.
Result<SizeOptions> withSettings(SizeOptions options, const std::string& text);

/// As magnitudeCorrectionsFrom() reads it.
std::string correctionsText(const MagnitudeCorrections& corrections);

}  // namespace seisdesk
