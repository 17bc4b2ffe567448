#pragma once
// TrainingData: the records of a recipe and the windows that are drawn from them, each from its number alone.

#include "core/base/progress.h"
#include "core/model/training/recipe.h"
#include "core/model/training/training_window.h"

#include <functional>
#include <memory>

namespace seisdesk {

/// Reads a labelled set as examples at the given rate; core/io has one.
using ReadExamples = std::function<Result<std::vector<Example>>(const RecipeData&, double sampleRateHz, const Progress&)>;

/// Windows kept aside, never learned.
struct ValidationSet {
    std::string name;
    std::vector<TrainingWindow> windows;
};

/// Records that are drawn with a share of the windows, relative to the others.
struct Ingredient {
    double share = 1.0;
    std::vector<Example> examples;
    bool synthetic = false;  ///< changed less, because the generator has its own gaps, rates, faults and neighbours; endless without examples
};

/// Number `seed` of the generator, as long as a window of the contract.
Example syntheticExample(std::uint64_t seed, const Contract& contract);

/// Immutable; window() is safe from several threads and gives the same window for the same number, so that an interrupted run
/// goes on as if nothing had happened.
class TrainingData {
public:
    /// Reads the recipe's sets and splits each by event (by its hash, so that an event stays on its side whatever else changes).
    /// Examples without an event's name are split one by one. Errors: of `read`; InvalidArgument when a set has no examples.
    static Result<TrainingData> open(const Recipe& recipe, const Contract& contract, const ReadExamples& read, const Progress& progress);

    /// Of records that are there, none kept aside. What is taken from the recipe: seed and augmentation.
    static TrainingData of(const Recipe& recipe, const Contract& contract, const CurveTarget& target, std::vector<Ingredient> ingredients);

    /// An augmented window: set, example, placement and changes are drawn from the recipe's seed and this number.
    TrainingWindow window(std::uint64_t number) const;
    /// An unchanged window of an example, its onset at a place that depends on `number` only.
    static TrainingWindow still(const Example& example, std::uint64_t number, const Contract& contract, const CurveTarget& target);
    /// One per set, unchanged records, onsets at a place that depends on the record only.
    const std::vector<ValidationSet>& validation() const { return m_validation; }
    /// "stead50: 45 examples, 5 kept aside" ...
    const std::vector<std::string>& summary() const { return m_summary; }

private:
    struct Source {
        double upTo = 0.0;  ///< cumulative share
        bool synthetic = false;
        std::vector<std::shared_ptr<const Example>> examples;
    };
    Example draw(const Source& source, std::uint64_t seed) const;

    Recipe m_recipe;
    Contract m_contract;
    CurveTarget m_target;
    std::vector<Source> m_sources;
    std::vector<ValidationSet> m_validation;
    std::vector<std::string> m_summary;
};

}  // namespace seisdesk
