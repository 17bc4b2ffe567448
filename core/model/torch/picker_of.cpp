#include "core/model/torch/picker_of.h"

#include "core/model/torch/eqtransformer.h"
#include "core/model/torch/phasenet.h"
#include "core/model/torch/phasenet_light.h"
#include "core/model/torch/seismollm_desk.h"
#include "core/model/torch/seist.h"

namespace seisdesk::nets {

std::shared_ptr<Picker> pickerOf(const Recognition& recognition)
{
    if (const auto* const seist = std::get_if<SeisTConfig>(&recognition.config)) return std::make_shared<SeisT>(*seist);
    if (const auto* const phasenet = std::get_if<PhaseNetConfig>(&recognition.config)) return std::make_shared<PhaseNet>(*phasenet);
    if (const auto* const light = std::get_if<PhaseNetLightConfig>(&recognition.config)) return std::make_shared<PhaseNetLight>(*light);
    if (const auto* const eqt = std::get_if<EQTransformerConfig>(&recognition.config)) return std::make_shared<EQTransformer>(*eqt);
    const auto& seismollm = std::get<SeisMoLLMConfig>(recognition.config);
    if (seismollm.multiTask()) return std::make_shared<SeisMoLLMDesk>(seismollm);
    return std::make_shared<SeisMoLLM>(seismollm);
}

}  // namespace seisdesk::nets
