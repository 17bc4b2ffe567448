#pragma once
// Velocity models as text: tables of layers or gradients, .tvel tables, NonLinLoc's LAYER lines, and the tables that come with the program.

#include "core/locate/travel/velocity_model.h"

#include <filesystem>
#include <string_view>

namespace seisdesk {

/// Understands, by what is in it:
/// - NonLinLoc control lines "LAYER depth VpTop VpGrad VsTop VsGrad rhoTop rhoGrad" (other keywords are skipped);
/// - ".tvel" (by the extension): two lines of title, then depth, Vp, Vs and perhaps density, linear in between;
/// - any other: lines of depth, Vp, Vs and perhaps density, '#' starts a comment. The word "layers" (the default) says that each line is the top
///   of a constant layer, "gradient" that velocity is linear from line to line.
/// Errors (Malformed) name `file`, the line and the remedy.
Result<VelocityModel> parseVelocityModel(std::string_view text, const std::filesystem::path& file);

/// Named by the file's stem. Errors: NotFound, Unreadable and as above.
Result<VelocityModel> readVelocityModel(const std::filesystem::path& file);

/// "iasp91", "ak135", "southern-california", "continental".
std::vector<std::string> shippedVelocityModels();

/// A shipped model by name, else a file. Error NotFound lists the names.
Result<VelocityModel> velocityModel(const std::string& nameOrFile);

}  // namespace seisdesk
