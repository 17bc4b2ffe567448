#pragma once
// guarded: the one place where exceptions of LibTorch become Errors.

#include "core/base/result.h"

#include <c10/util/Exception.h>

#include <new>
#include <string>

namespace seisdesk::nets {

template <class F>
auto guarded(const std::string& what, F&& function) -> decltype(function())
{
    try {
        return function();
    } catch (const std::bad_alloc&) {
        return Error{Error::Code::OutOfSpace, what + ": memory ran out; use a smaller batch or close other programs."};
    } catch (const c10::Error& error) {
        const std::string message = error.what_without_backtrace();
        for (const char* sign : {"out of memory", "not enough memory", "allocate memory"}) {
            if (message.find(sign) == std::string::npos) continue;
            return Error{Error::Code::OutOfSpace, what + ": memory ran out; use a smaller batch or another device."};
        }
        return Error{Error::Code::Internal, what + ": LibTorch failed: " + message.substr(0, message.find('\n'))};
    } catch (const std::exception& error) {
        return Error{Error::Code::Internal, what + " failed: " + error.what()};
    }
}

}  // namespace seisdesk::nets
