#include "core/session/cache_look.h"

#include "core/io/parallel_for.h"

namespace seisdesk {

CacheLook lookUp(const std::vector<std::string>& inputs, const EnvelopeCache& cache, const std::set<std::filesystem::path>& read, const Progress& progress)
{
    CacheLook out;
    const std::vector<std::filesystem::path> files = expandPaths(inputs, out.issues);
    std::vector<std::optional<FileOutline>> found(files.size());
    parallelFor(files.size(), 4, threadsFor(files.size(), 8), [&] {
        return [&](std::size_t i) {
            if (!progress.cancelled() && !read.contains(files[i])) found[i] = cache.find(files[i]);
        };
    });
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!found[i]) {
            out.unknown.push_back(files[i].string());
            continue;
        }
        out.files.push_back(found[i]->file);
        for (TraceOutline& trace : found[i]->traces)
            for (SegmentOutline& segment : trace.segments) out.outlines[trace.id].push_back({files[i], std::move(segment)});
    }
    return out;
}

const CacheLook& SharedLook::get(const Progress& progress)
{
    std::call_once(m_once, [&] {
        if (m_cache) m_look = lookUp(m_inputs, *m_cache, m_read, progress);
        else m_look.unknown = m_inputs;
    });
    return m_look;
}

}  // namespace seisdesk
