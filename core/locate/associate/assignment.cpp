#include "core/locate/associate/assignment.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace seisdesk {

namespace {

constexpr std::size_t none = ~std::size_t{0};
constexpr int mostPasses = 20;

class Choice {
public:
    explicit Choice(const std::vector<SlotOffer>& offers) : m_offers(offers)
    {
        std::erase_if(m_offers, [](const SlotOffer& offer) { return !(offer.gain > 0.0); });
        std::stable_sort(m_offers.begin(), m_offers.end(), [](const SlotOffer& a, const SlotOffer& b) {
            return std::tuple(-a.gain, a.item, a.slot) < std::tuple(-b.gain, b.item, b.slot);
        });
        for (std::size_t i = 0; i < m_offers.size(); ++i) m_byItem[m_offers[i].item].push_back(i), m_bySlot[m_offers[i].slot].push_back(i);
    }

    std::vector<SlotOffer> best()
    {
        for (std::size_t i = 0; i < m_offers.size(); ++i)
            if (chosenOf(m_items, m_offers[i].item) == none && chosenOf(m_slots, m_offers[i].slot) == none) choose(i);
        for (int pass = 0; pass < mostPasses; ++pass) {
            bool better = false;
            for (std::size_t i = 0; i < m_offers.size(); ++i) better |= improve(i);
            if (!better) break;
        }
        std::vector<SlotOffer> out;
        for (const auto& [item, offer] : m_items)
            if (offer != none) out.push_back(m_offers[offer]);
        std::sort(out.begin(), out.end(), [](const SlotOffer& a, const SlotOffer& b) { return a.item < b.item; });
        return out;
    }

private:
    template <class Map, class Key>
    static std::size_t chosenOf(const Map& map, Key key)
    {
        const auto found = map.find(key);
        return found == map.end() ? none : found->second;
    }

    void choose(std::size_t i) { m_items[m_offers[i].item] = m_slots[m_offers[i].slot] = i; }
    void drop(std::size_t i) { m_items[m_offers[i].item] = m_slots[m_offers[i].slot] = none; }

    /// Of an item or slot that becomes free: the best offer to something that is free, too.
    std::size_t refuge(const std::vector<std::size_t>& offers) const
    {
        for (const std::size_t i : offers)
            if (chosenOf(m_items, m_offers[i].item) == none && chosenOf(m_slots, m_offers[i].slot) == none) return i;
        return none;
    }

    /// Takes an offer in place of those it excludes where that pays, with what these can have instead.
    bool improve(std::size_t i)
    {
        const SlotOffer& wanted = m_offers[i];
        const std::size_t ofItem = chosenOf(m_items, wanted.item), ofSlot = chosenOf(m_slots, wanted.slot);
        if (ofItem == i) return false;
        const double lost = (ofItem == none ? 0.0 : m_offers[ofItem].gain) + (ofSlot == none ? 0.0 : m_offers[ofSlot].gain);
        if (ofItem != none) drop(ofItem);
        if (ofSlot != none) drop(ofSlot);
        choose(i);
        // The item that was in the slot looks for another one, the slot that the item left for another item.
        const std::size_t moved = ofSlot == none ? none : refuge(m_byItem.at(m_offers[ofSlot].item));
        if (moved != none) choose(moved);
        const std::size_t filled = ofItem == none ? none : refuge(m_bySlot.at(m_offers[ofItem].slot));
        if (filled != none) choose(filled);
        const double won = wanted.gain + (moved == none ? 0.0 : m_offers[moved].gain) + (filled == none ? 0.0 : m_offers[filled].gain);
        if (won > lost + 1e-9) return true;
        if (filled != none) drop(filled);
        if (moved != none) drop(moved);
        drop(i);
        if (ofItem != none) choose(ofItem);
        if (ofSlot != none) choose(ofSlot);
        return false;
    }

    std::vector<SlotOffer> m_offers;  ///< best first
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> m_byItem;
    std::unordered_map<std::size_t, std::vector<std::size_t>> m_bySlot;
    std::unordered_map<std::uint32_t, std::size_t> m_items;  ///< the offer that each has, or none
    std::unordered_map<std::size_t, std::size_t> m_slots;
};

}  // namespace

std::vector<SlotOffer> bestAssignment(const std::vector<SlotOffer>& offers) { return Choice(offers).best(); }

}  // namespace seisdesk
