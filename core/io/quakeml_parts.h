#pragma once
// The parts that QuakeML's elements share: quantities, waveform ids, comments, enumerations.

#include "core/io/issue_counter.h"
#include "core/io/xml.h"

namespace seisdesk::quakeml {

/// Reads parts of one file. Complaints name the publicID of the element that they are about.
class PartReader {
public:
    explicit PartReader(IssueCounter& issues) : m_issues(issues) {}

    /// The publicID; a missing, placeholder ("../NA") or repeated one is replaced by a new one that depends on the place
    /// in the file alone. `renamed` receives old and new id of a repeated one.
    ResourceId publicId(pugi::xml_node node, std::map<ResourceId, ResourceId>& renamed);

    std::optional<RealQuantity> real(pugi::xml_node parent, std::string_view name);
    /// A RealQuantity, or a bare number as QuakeML 1.1 had it.
    std::optional<double> realValue(pugi::xml_node parent, std::string_view name);
    std::optional<double> number(pugi::xml_node parent, std::string_view name);
    std::optional<int> count(pugi::xml_node parent, std::string_view name);
    std::optional<bool> flag(pugi::xml_node parent, std::string_view name);
    std::optional<Time> time(pugi::xml_node parent, std::string_view name);
    Uncertainty uncertainty(pugi::xml_node quantity);
    StreamId waveform(pugi::xml_node parent);
    std::vector<Comment> comments(pugi::xml_node parent);
    CreationInfo creation(pugi::xml_node parent);
    std::optional<Mode> mode(pugi::xml_node parent);
    std::optional<Review> status(pugi::xml_node parent);
    Polarity polarity(pugi::xml_node parent);
    OnsetQuality onset(pugi::xml_node parent);

    void complain(const std::string& kind, pugi::xml_node about, const std::string& what);
    /// Counts children of ours that are not among `kept`, for one issue at the end.
    void notKept(pugi::xml_node node, std::initializer_list<std::string_view> kept);
    void reportNotKept(const std::filesystem::path& path, std::vector<ReadIssue>& issues) const;

private:
    IssueCounter& m_issues;
    std::map<ResourceId, int> m_seen;
    std::map<std::string, int, std::less<>> m_notKept;
    int m_made = 0;
};

// Appending the same parts; absent members append nothing.
void write(pugi::xml_node parent, const char* name, const std::optional<RealQuantity>& quantity);
void write(pugi::xml_node parent, const char* name, Time value, const Uncertainty& uncertainty);
void writeTime(pugi::xml_node parent, const char* name, Time value);
void write(pugi::xml_node parent, const StreamId& waveform);
void write(pugi::xml_node parent, const std::vector<Comment>& comments);
void write(pugi::xml_node parent, const CreationInfo& creation);
void write(pugi::xml_node parent, const std::optional<Mode>& mode, const std::optional<Review>& status);
/// A reference to another resource, made legal; nothing for an empty one.
void writeReference(pugi::xml_node parent, const char* name, const ResourceId& id);
/// The publicID attribute; an empty id gets one that depends on `fallback`.
void writePublicId(pugi::xml_node node, const ResourceId& id, const std::string& fallback);

}  // namespace seisdesk::quakeml
