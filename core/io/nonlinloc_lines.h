#pragma once
// Lines of NonLinLoc's hypocentre files: words, blocks of an event, times and who ran it.

#include "core/catalog/event.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seisdesk::nonlinloc {

/// A line as words; what NonLinLoc writes is a name and its value, again and again. Views into the text that it was made of.
class Words {
public:
    /// What stands in quotation marks is one word.
    explicit Words(std::string_view line);
    std::size_t size() const { return m_words.size(); }
    /// Without quotation marks; empty behind the end.
    std::string text(std::size_t i) const;
    /// The first letter, small; a blank where there is none.
    char letter(std::size_t i) const;
    std::optional<double> number(std::size_t i) const;
    /// size() where there is no such word.
    std::size_t find(std::string_view name) const;
    std::optional<double> after(std::string_view name) const { return number(find(name) + 1); }
    /// Without NonLinLoc's -1 for what is not known.
    std::optional<double> known(std::string_view name) const;
    std::optional<int> count(std::string_view name) const;

private:
    std::vector<std::string_view> m_words;
};

struct NumberedWords {
    std::size_t number = 0;  ///< of the line in the file, from 1
    Words words;
};

/// One hypocentre.
struct Block {
    std::size_t number = 0;
    std::map<std::string, NumberedWords, std::less<>> lines;  ///< by their first word; the first of each
    std::vector<NumberedWords> phases;
    bool ended = false;

    const Words* line(std::string_view name) const;
};

/// From NLLOC to END_NLLOC or the next one; what is between is left out.
std::vector<Block> blocksOf(std::string_view text);

/// Of whole numbers as NonLinLoc has them; seconds may be below 0 and above 60.
std::optional<Time> timeOf(std::optional<double> year, std::optional<double> month, std::optional<double> day, std::optional<double> hour, std::optional<double> minute,
                           std::optional<double> second);

/// "Claudio Satriano   NLLoc:v6.02.07 21Jun2013 12h53m34".
CreationInfo creationOf(const std::string& signature);

}  // namespace seisdesk::nonlinloc
