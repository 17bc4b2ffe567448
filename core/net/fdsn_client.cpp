#include "core/net/fdsn_client.h"

#include "core/catalog/resource_id.h"
#include "core/io/atomic_write.h"
#include "core/io/mseed_record.h"
#include "core/io/sniff.h"

#include <algorithm>
#include <deque>
#include <fstream>
#include <functional>
#include <set>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

constexpr Duration shortestRecords = std::chrono::minutes(1);
constexpr Duration shortestCatalogue = std::chrono::hours(1);

std::span<const std::byte> bytesOf(const std::string& text) { return std::as_bytes(std::span(text.data(), text.size())); }

/// The beginning of what a server says when it should send data.
std::string excerpt(const std::string& body)
{
    std::string out;
    bool tag = false;
    for (const char c : body) {
        if (c == '<') tag = true;
        if (!tag) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        if (c == '>') tag = false;
        if (out.size() > 150) break;
    }
    const auto from = out.find_first_not_of(' ');
    return from == std::string::npos ? "nothing readable" : '"' + out.substr(from) + '"';
}

std::string meaning(int status)
{
    switch (status) {
    case 400: return "does not understand the question";
    case 401: return "wants a user and password";
    case 403: return "gives no access to it (restricted)";
    case 414: return "finds the question too long";
    case 501: return "does not offer this";
    default: return "answers with error " + std::to_string(status);
    }
}

/// A file name that tells the question.
std::string stamp(Time time)
{
    std::string text = formatTime(time, time.time_since_epoch().count() % 1'000'000'000 ? 3 : 0);
    std::erase(text, ':');
    return text;
}

}  // namespace

OwnRecords recordsOf(const RecordQuery& query, const std::string& bytes)
{
    OwnRecords out;
    struct Part {
        Time start;
        std::size_t offset, length;
    };
    std::vector<Part> parts;
    const auto all = bytesOf(bytes);
    std::set<std::pair<Time, std::string_view>> seen;
    for (std::size_t at = 0; at < all.size();) {
        const auto header = parseMiniSeed(all.subspan(at));
        const std::size_t length = header ? header->recordBytes : 0;
        if (length == 0 || at + length > all.size()) {
            const std::size_t step = std::min(miniSeedShortest, all.size() - at);  // damage, or a record that was cut off
            out.damagedBytes += step;
            at += step;
            continue;
        }
        const Duration lasts = header->rateHz > 0.0 ? fromSeconds(header->samples / header->rateHz) : Duration::zero();
        // All after the sequence number decides whether a record is a repeated one.
        const std::string_view content(bytes.data() + at + 6, length - 6);
        if (streamOf(header->version, header->name) == query.stream && header->start < query.span.end && header->start + lasts > query.span.begin && seen.emplace(header->start, content).second)
            parts.push_back({header->start, at, length});
        at += length;
    }
    std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.start < b.start; });
    for (const Part& part : parts) out.bytes.append(bytes, part.offset, part.length);
    return out;
}

namespace {

/// Asks in rounds: what is too large comes back in halves. `Query` is what one request asks for.
template <class Query>
class Rounds {
public:
    using Request = std::function<HttpRequest(const Query&)>;
    /// Nothing for what cannot be made smaller; none for what is there already.
    using Split = std::function<std::optional<std::vector<Query>>(const Query&)>;
    /// Takes a reply with data; a sentence when it is none.
    using Take = std::function<Result<void>(const Query&, const std::string& body)>;
    using None = std::function<void(const Query&)>;
    using About = std::function<std::string(const Query&)>;

    Request request;
    Split split;
    Take take;
    None none;
    About about;

    Result<void> run(std::vector<Query> queries, const HttpOptions& http, Fetched& out, const Progress& progress)
    {
        // Rounds of a few requests, so that what has come is on the disk before the next ones are asked for.
        const std::size_t atOnce = static_cast<std::size_t>(std::max(1, http.parallel)) * 2;
        std::deque<Query> waiting(queries.begin(), queries.end());
        std::size_t done = 0;
        while (!waiting.empty()) {
            std::vector<Query> now;
            std::vector<HttpRequest> requests;
            while (!waiting.empty() && now.size() < atOnce) {
                requests.push_back(request(waiting.front()));
                now.push_back(std::move(waiting.front()));
                waiting.pop_front();
            }
            const double all = static_cast<double>(done + now.size() + waiting.size());
            const auto replies = httpRequests(requests, http, progress.part(static_cast<double>(done) / all, static_cast<double>(done + now.size()) / all));
            std::vector<Query> smaller;
            for (std::size_t i = 0; i < now.size(); ++i) {
                ++out.asked;
                if (auto fine = settle(now[i], replies[i], out, smaller); !fine) return fine;
            }
            done += now.size();
            waiting.insert(waiting.begin(), smaller.begin(), smaller.end());
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        }
        return {};
    }

private:
    Result<void> settle(const Query& query, const Result<HttpReply>& reply, Fetched& out, std::vector<Query>& smaller)
    {
        const bool tooLarge = reply ? reply->status == 413 : reply.error().code == Error::Code::OutOfSpace;
        if (tooLarge) {
            const auto parts = split(query);
            if (parts) smaller.insert(smaller.end(), parts->begin(), parts->end());
            else out.issues.push_back({about(query), "is too large for the server however little is asked for."});
            return {};
        }
        if (!reply) {
            if (reply.error().code != Error::Code::Cancelled) out.issues.push_back({about(query), reply.error().message});
            return {};
        }
        if (reply->status == 204 || reply->status == 404 || (reply->status == 200 && reply->body.empty())) {
            ++out.empty;
            none(query);
            return {};
        }
        if (reply->status != 200) {
            out.issues.push_back({about(query), "The server " + meaning(reply->status) + ": " + excerpt(reply->body) + '.'});
            return {};
        }
        if (auto taken = take(query, reply->body); !taken) {
            if (taken.error().code == Error::Code::OutOfSpace) return taken;
            out.issues.push_back({about(query), taken.error().message});
        }
        return {};
    }
};

Error wrongKind(const std::string& body, FileKind kind, const char* wanted)
{
    return {Error::Code::Malformed, std::string("The server sent ") + name(kind) + " instead of " + wanted + ": " + excerpt(body) + '.'};
}

bool isMiniSeed(FileKind kind) { return kind == FileKind::MiniSeed2 || kind == FileKind::MiniSeed3; }

}  // namespace

FdsnClient::FdsnClient(FdsnServer server, fs::path folder, FdsnOptions options)
    : m_server(std::move(server)), m_folder(std::move(folder) / slug(m_server.name)), m_options(std::move(options))
{
}

Result<Fetched> FdsnClient::events(const EventQuery& query, const Progress& progress) const
{
    Fetched out;
    Rounds<EventQuery> rounds;
    rounds.request = [&](const EventQuery& q) { return HttpRequest{eventAddress(m_server, q), {}, {}, {}}; };
    rounds.split = [](const EventQuery& q) { return q.eventId.empty() ? halves(q, shortestCatalogue) : std::nullopt; };
    rounds.none = [](const EventQuery&) {};
    rounds.about = [&](const EventQuery&) { return m_server.name + ", events"; };
    rounds.take = [&](const EventQuery& q, const std::string& body) -> Result<void> {
        const FileKind kind = sniffContent(bytesOf(body).first(std::min(body.size(), sniffedBytes)));
        if (kind != FileKind::QuakeMl) return wrongKind(body, kind, "QuakeML");
        const std::string name = q.eventId.empty() ? stamp(q.span.begin) + '_' + stamp(q.span.end) : slug(q.eventId) + '-' + idOf(q.eventId).text().substr(0, 8);
        out.files.push_back(m_folder / "events" / (name + ".xml"));
        return writeAtomically(out.files.back(), body);
    };
    std::error_code failed;
    fs::create_directories(m_folder / "events", failed);
    if (auto done = rounds.run({query}, m_options.http, out, progress); !done) return done.error();
    return out;
}

Result<Fetched> FdsnClient::stations(const std::vector<StationQuery>& queries, const Progress& progress) const
{
    Fetched out;
    Rounds<StationQuery> rounds;
    rounds.request = [&](const StationQuery& q) { return HttpRequest{stationAddress(m_server, q), {}, {}, {}}; };
    // Half the time would bring the same stations: half the area brings half of them.
    rounds.split = [](const StationQuery& q) -> std::optional<std::vector<StationQuery>> {
        if (!q.circle || q.circle->farthestDegrees - q.circle->nearestDegrees < 0.1) return std::nullopt;
        std::vector<StationQuery> parts{q, q};
        parts[0].circle->farthestDegrees = parts[1].circle->nearestDegrees = (q.circle->nearestDegrees + q.circle->farthestDegrees) / 2.0;
        return parts;
    };
    rounds.none = [](const StationQuery&) {};
    rounds.about = [&](const StationQuery& q) { return m_server.name + ", stations " + q.network + '.' + q.station; };
    rounds.take = [&](const StationQuery& q, const std::string& body) -> Result<void> {
        const FileKind kind = sniffContent(bytesOf(body).first(std::min(body.size(), sniffedBytes)));
        if (kind != FileKind::StationXml) return wrongKind(body, kind, "StationXML");
        const std::string plain = slug(q.network + '.' + q.station + (q.response ? ".response" : ".channels"));
        out.files.push_back(m_folder / "stations" / (plain.substr(0, 60) + '-' + idOf(stationAddress(m_server, q)).text().substr(0, 8) + ".xml"));
        return writeAtomically(out.files.back(), body);
    };
    std::error_code failed;
    fs::create_directories(m_folder / "stations", failed);
    if (auto done = rounds.run(queries, m_options.http, out, progress); !done) return done.error();
    return out;
}

Result<Fetched> FdsnClient::records(const std::vector<RecordQuery>& queries, const Progress& progress) const
{
    Fetched out;
    const fs::path folder = m_folder / "records";
    std::error_code failed;
    fs::create_directories(folder, failed);
    const auto fileOf = [&](const RecordQuery& q) { return folder / (slug(q.stream.text()) + '.' + stamp(q.span.begin) + '_' + stamp(q.span.end) + ".mseed"); };
    const auto noneOf = [&](const RecordQuery& q) { return fs::path(fileOf(q)).replace_extension("none"); };
    const auto missing = [&](const std::vector<RecordQuery>& wanted) {
        std::vector<RecordQuery> left;
        for (const RecordQuery& query : wanted) {
            std::error_code none;
            const bool there = fs::exists(fileOf(query), none);
            const auto asked = fs::last_write_time(noneOf(query), none);
            const bool empty = !there && !none && fs::file_time_type::clock::now() - asked < m_options.emptyKept;
            if (there) out.files.push_back(fileOf(query));
            if (there || empty) ++out.kept;
            else left.push_back(query);
            if (empty) ++out.empty;
        }
        return left;
    };
    using Bulk = std::vector<RecordQuery>;
    Rounds<Bulk> rounds;
    rounds.request = [&](const Bulk& bulk) { return HttpRequest{recordsAddress(m_server), recordsBody(bulk), m_server.user, m_server.password}; };
    rounds.split = [&](const Bulk& bulk) -> std::optional<std::vector<Bulk>> {
        const auto middle = bulk.begin() + static_cast<std::ptrdiff_t>(bulk.size() / 2);
        if (bulk.size() > 1) return std::vector<Bulk>{Bulk(bulk.begin(), middle), Bulk(middle, bulk.end())};
        const auto parts = halves(bulk.front(), shortestRecords);
        if (!parts) return std::nullopt;
        std::vector<Bulk> left;
        for (const RecordQuery& half : missing(*parts)) left.push_back({half});
        return left;
    };
    rounds.none = [&](const Bulk& bulk) {
        for (const RecordQuery& query : bulk) std::ofstream(noneOf(query)).flush();
    };
    rounds.about = [&](const Bulk& bulk) { return m_server.name + ", " + bulk.front().stream.text() + (bulk.size() > 1 ? " and " + std::to_string(bulk.size() - 1) + " more" : ""); };
    rounds.take = [&](const Bulk& bulk, const std::string& body) -> Result<void> {
        const FileKind kind = sniffContent(bytesOf(body).first(std::min(body.size(), sniffedBytes)));
        if (!isMiniSeed(kind)) return wrongKind(body, kind, "miniSEED");
        for (const RecordQuery& query : bulk) {
            const OwnRecords own = recordsOf(query, body);
            if (own.damagedBytes > 0 && &query == &bulk.front())
                out.issues.push_back({rounds.about(bulk), std::to_string(own.damagedBytes) + " bytes of what the server sent are no miniSEED records; the rest was kept."});
            if (own.bytes.empty()) {
                ++out.empty;
                std::ofstream(noneOf(query)).flush();
                continue;
            }
            if (auto written = writeAtomically(fileOf(query), own.bytes); !written) return written;
            out.files.push_back(fileOf(query));
        }
        return {};
    };
    if (auto done = rounds.run(batches(missing(queries), m_options.batchSeconds, m_options.batchLines), m_options.http, out, progress); !done) return done.error();
    std::sort(out.files.begin(), out.files.end());
    return out;
}

}  // namespace seisdesk
