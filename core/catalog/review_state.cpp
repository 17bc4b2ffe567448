#include "core/catalog/review_state.h"

#include "core/catalog/label_pick.h"
#include "core/catalog/own_origin.h"
#include "core/catalog/resource_id.h"

#include <algorithm>

namespace seisdesk {

namespace {
constexpr std::string_view mark = "review";

ResourceId commentId(const ResourceId& event)
{
    const ResourceId id = event + '/' + std::string(mark);
    return isLegalId(id) ? id : makeId("local.seisdesk", "event/" + idOf(event).text() + '/' + std::string(mark));
}
}  // namespace

std::optional<Review> reviewOf(const Event& event)
{
    if (const std::string* said = comment(event.comments, mark)) return reviewFrom(*said);
    const Origin* origin = event.origin();
    return origin ? origin->status : std::nullopt;
}

bool isReviewed(std::optional<Review> review) { return review == Review::Reviewed || review == Review::Final || review == Review::Rejected; }
bool isReviewed(const Event& event) { return isReviewed(reviewOf(event)); }

Event withReview(Event event, Review review, const CreationInfo& by)
{
    const auto said = std::find_if(event.comments.begin(), event.comments.end(), [](const Comment& c) { return lastPart(c.id) == mark; });
    if (said != event.comments.end()) said->text = word(review);
    else event.comments.push_back({commentId(event.id), word(review)});
    for (Origin& origin : event.origins)
        if (origin.id == ownOriginId(event.id)) {
            origin.status = review;
            origin.mode = Mode::Manual;
            origin.creation.author = by.author;
        }
    return event;
}

}  // namespace seisdesk
