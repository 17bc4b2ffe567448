#pragma once
// augment: changes to records that leave true what is said of them, or change it along.

#include "core/model/training/example.h"
#include "core/model/training/recipe.h"
#include "core/synth/random.h"

#include <functional>

namespace seisdesk {

// Each changes rows and events together. Rows are [3][samples], NaN stays NaN.
void flipSign(Example& example);                              ///< first motions change sides
void rotateHorizontals(Example& example, double degrees);     ///< clockwise turn of the instrument: back-azimuths fall by it
void mirrorHorizontals(Example& example);                     ///< east and west change sides
void keepComponents(Example& example, bool up, bool north, bool east);  ///< the others were not recorded
void differentiate(Example& example, double share);           ///< y[t] = x[t] - share x[t-1]: towards an accelerometer
void lowPass(Example& example, double cornerHz);              ///< as an instrument of a lower rate (four poles, forward and backward)
void addNoise(Example& example, double ratio, double colour, synth::Random& random);  ///< `ratio` to the deviation; colour 0 white, towards 1 red
void openGap(Example& example, std::size_t first, std::size_t count, bool zeros);      ///< an onset inside it is no longer known of
/// As if recorded at `factor` times the rate: later samples, longer distances; what depends on true time is forgotten.
void stretch(Example& example, double factor);
/// The other record on top of this one, `shift` samples later, its largest value `ratio` times this one's. Onsets that drown
/// in the other record are forgotten.
void stackOn(Example& example, const Example& other, std::ptrdiff_t shift, double ratio);

/// All of them with the given probabilities. `another` draws an example to stack; its rate must be the same.
Example augmented(Example example, const Augmentation& augmentation, const std::function<Example()>& another, synth::Random& random);

}  // namespace seisdesk
