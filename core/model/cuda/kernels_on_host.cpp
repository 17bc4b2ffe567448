#include "core/model/cuda/kernels.h"

namespace seisdesk::kernels {

void cutOnHost(const WindowCut& job)
{
    SoloTeam team;
    for (int w = 0; w < job.windows; ++w) cutWindow(job, w, job.out + static_cast<std::int64_t>(w) * job.components * job.length, team);
}

void stackOnHost(const WindowStack& job)
{
    for (std::int64_t s = job.first; s < job.last; ++s) stackSample(job, s);
}

void countPeaksOnHost(const CurvePeaks& job)
{
    SoloTeam team;
    const int tiles = tilesOf(job);
    for (int tile = 0; tile < tiles; ++tile) countTile(job, tile, team);
    addUpTiles(job, tiles, team);
}

void fillPeaksOnHost(const CurvePeaks& job, int count)
{
    SoloTeam team;
    const int tiles = tilesOf(job);
    for (int tile = 0; tile < tiles; ++tile) fillTile(job, tile, team);
    if (!job.triggers) suppress(job, count, team);
}

}  // namespace seisdesk::kernels
