#include "core/catalog/review_state.h"

#include "core/catalog/label_pick.h"
#include "core/catalog/own_origin.h"
#include "core/catalog/resource_id.h"

#include <algorithm>

namespace seisdesk {

namespace {
constexpr std::string_view mark = "review";
}

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
    const ResourceId id = legalId(event.id + '/' + std::string(mark), "local.seisdesk");
    const auto said = std::find_if(event.comments.begin(), event.comments.end(), [&](const Comment& c) { return c.id == id || c.id.ends_with("/review"); });
    if (said != event.comments.end()) said->text = word(review);
    else event.comments.push_back({id, word(review)});
    for (Origin& origin : event.origins)
        if (origin.id == ownOriginId(event.id)) {
            origin.status = review;
            origin.mode = Mode::Manual;
            origin.creation.author = by.author;
        }
    return event;
}

}  // namespace seisdesk
