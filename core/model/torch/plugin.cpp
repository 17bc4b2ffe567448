#include "core/model/torch/torch_engine.h"

#include <new>

extern "C" __attribute__((visibility("default"))) seisdesk::Engine* seisdeskCreateEngine()
{
    return new (std::nothrow) seisdesk::nets::TorchEngine;
}
