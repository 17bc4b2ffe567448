#pragma once
// Result<T>: a value or an Error, spelled like std::expected so that it can become an alias of it in C++23.

#include <cassert>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace seisdesk {

/// What went wrong. The code is for programs; the message is a sentence for the analyst that names the file, the place
/// in it and the remedy.
struct Error {
    enum class Code { NotFound, Unreadable, Malformed, Unsupported, ModelMismatch, InvalidArgument, OutOfSpace, Cancelled, Internal };
    Code code = Code::Internal;
    std::string message;
    bool operator==(const Error&) const = default;
};

inline const char* name(Error::Code code)
{
    switch (code) {
    case Error::Code::NotFound: return "not found";
    case Error::Code::Unreadable: return "unreadable";
    case Error::Code::Malformed: return "malformed";
    case Error::Code::Unsupported: return "unsupported";
    case Error::Code::ModelMismatch: return "model mismatch";
    case Error::Code::InvalidArgument: return "invalid argument";
    case Error::Code::OutOfSpace: return "out of space";
    case Error::Code::Cancelled: return "cancelled";
    case Error::Code::Internal: break;
    }
    return "internal error";
}

/// T or Error. Accessing the side that is not there is a programming error (assert).
template <class T>
class [[nodiscard]] Result {
public:
    using value_type = T;
    template <class U = T>
        requires(std::is_constructible_v<T, U &&> && !std::is_same_v<std::remove_cvref_t<U>, Result> &&
                 !std::is_same_v<std::remove_cvref_t<U>, Error>)
    Result(U&& value) : m_state(std::in_place_index<0>, std::forward<U>(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() & { assert(has_value()); return *std::get_if<0>(&m_state); }
    const T& value() const& { assert(has_value()); return *std::get_if<0>(&m_state); }
    T&& value() && { assert(has_value()); return std::move(*std::get_if<0>(&m_state)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Error& error() const { assert(!has_value()); return *std::get_if<1>(&m_state); }

    template <class U>
    T value_or(U&& other) const& { return has_value() ? value() : static_cast<T>(std::forward<U>(other)); }
    template <class U>
    T value_or(U&& other) && { return has_value() ? std::move(*this).value() : static_cast<T>(std::forward<U>(other)); }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    using value_type = void;
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_ok(false) {}
    bool has_value() const { return m_ok; }
    explicit operator bool() const { return m_ok; }
    const Error& error() const { assert(!m_ok); return m_error; }

private:
    Error m_error;
    bool m_ok = true;
};

}  // namespace seisdesk
