#include "core/io/mseed_write.h"

#include "core/io/atomic_write.h"

#include <libmseed.h>

#include <cmath>
#include <cstring>
#include <memory>

namespace seisdesk {

namespace {

constexpr int recordBytes = 4096;
constexpr double steim2Limit = 536870911.0;  // largest difference that 30 bits hold

struct Payload {
    std::vector<std::int32_t> whole;
    int encoding = DE_STEIM2;
};

/// The samples as integers with the encoding they fit, or the floating-point encoding they need.
Payload payload(const Segment& segment)
{
    Payload out;
    out.whole.reserve(segment.size());
    double previous = 0.0;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        const double v = segment.valueAt(i);
        if (!(v >= -2147483648.0 && v <= 2147483647.0) || v != std::round(v)) {
            out.whole.clear();
            out.encoding = segment.exact ? DE_FLOAT64 : DE_FLOAT32;
            return out;
        }
        if (std::abs(v - previous) > steim2Limit && i > 0) out.encoding = DE_INT32;
        out.whole.push_back(static_cast<std::int32_t>(v));
        previous = v;
    }
    return out;
}

void append(char* record, int length, void* target) { static_cast<std::string*>(target)->append(record, static_cast<std::size_t>(length)); }

Result<void> pack(const StreamId& id, const Segment& segment, std::string& out)
{
    struct Free {
        void operator()(MSRecord* r) const
        {
            r->datasamples = nullptr;  // borrowed
            msr_free(&r);
        }
    };
    const std::unique_ptr<MSRecord, Free> record(msr_init(nullptr));
    if (!record) return Error{Error::Code::OutOfSpace, "Not enough memory to write " + id.text() + "."};
    std::strcpy(record->network, id.network.c_str());
    std::strcpy(record->station, id.station.c_str());
    std::strcpy(record->location, id.location.c_str());
    std::strcpy(record->channel, id.channel.c_str());
    // Without blockette 1001 the start keeps 100 microseconds only.
    blkt_1001_s precise{};
    if (msr_addblockette(record.get(), reinterpret_cast<char*>(&precise), sizeof precise, 1001, 0) == nullptr)
        return Error{Error::Code::OutOfSpace, "Not enough memory to write " + id.text() + "."};
    Payload data = payload(segment);
    record->starttime = static_cast<hptime_t>(std::llround(static_cast<double>(segment.start.time_since_epoch().count() % 1'000'000'000) / 1e3)) +
                        segment.start.time_since_epoch().count() / 1'000'000'000 * HPTMODULUS;
    record->samprate = segment.sampleRateHz;
    record->reclen = recordBytes;
    record->encoding = static_cast<flag>(data.encoding);
    record->byteorder = 1;
    record->dataquality = 'D';
    record->numsamples = static_cast<std::int64_t>(segment.size());
    record->samplecnt = record->numsamples;
    record->sampletype = data.encoding == DE_FLOAT32 ? 'f' : data.encoding == DE_FLOAT64 ? 'd' : 'i';
    record->datasamples = data.encoding == DE_FLOAT32   ? const_cast<float*>(segment.samples->data())
                          : data.encoding == DE_FLOAT64 ? static_cast<void*>(const_cast<double*>(segment.exact->data()))
                                                        : data.whole.data();
    std::int64_t packed = 0;
    if (msr_pack(record.get(), append, &out, &packed, 1, 0) < 0 || packed != record->numsamples)
        return Error{Error::Code::Internal, id.text() + " could not be packed as miniSEED."};
    return {};
}

}  // namespace

Result<std::string> miniSeedBytes(const std::vector<Trace>& traces)
{
    std::string out;
    for (const Trace& trace : traces) {
        const StreamId& id = trace.id;
        if (id.network.size() > 2 || id.station.size() > 5 || id.location.size() > 2 || id.channel.size() > 3)
            return Error{Error::Code::InvalidArgument, id.text() + " has codes too long for miniSEED 2 (2, 5, 2 and 3 characters at most)."};
        for (const Segment& segment : trace.segments) {
            if (segment.empty()) continue;
            if (auto done = pack(id, segment, out); !done) return done.error();
        }
    }
    return out;
}

Result<void> writeMiniSeed(const std::filesystem::path& path, const std::vector<Trace>& traces)
{
    auto bytes = miniSeedBytes(traces);
    if (!bytes) return bytes.error();
    return writeAtomically(path, *bytes);
}

}  // namespace seisdesk
