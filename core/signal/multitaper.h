#pragma once
// Multitaper spectrum with sine tapers (Riedel & Sidorenko 1995, IEEE Trans. Signal Proc. 43).

#include "core/signal/spectrum.h"

namespace seisdesk {

/// One-sided power spectral density: the mean of `tapers` periodograms of the samples less their mean, each under one sine taper. Resolution is
/// (tapers + 1) / duration. `length` pads with zeros (0: their number); it changes where the spectrum is sampled, not its level. Error
/// InvalidArgument for fewer than two samples per taper, non-finite ones or no positive rate.
Result<Spectrum> multitaperPsd(std::span<const float> samples, double sampleRateHz, std::size_t tapers = 5, std::size_t length = 0);

}  // namespace seisdesk
