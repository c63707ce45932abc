#include <cstdio>
#include <cstdlib>

#include "environment.h"

using namespace muzon::host;

namespace {

/** Node.js' words for each status, in the order of the enumeration. Addons show them to people. */
constexpr const char* words[] = {
    nullptr,
    "Invalid argument",
    "An object was expected",
    "A string was expected",
    "A string or symbol was expected",
    "A function was expected",
    "A number was expected",
    "A boolean was expected",
    "An array was expected",
    "Unknown failure",
    "An exception is pending",
    "The async work item was cancelled",
    "napi_escape_handle already called on scope",
    "Invalid handle scope usage",
    "Invalid callback scope usage",
    "Thread-safe function queue is full",
    "Thread-safe function handle is closing",
    "A bigint was expected",
    "A date was expected",
    "An arraybuffer was expected",
    "A detachable arraybuffer was expected",
    "Main thread would deadlock",
    "External buffers are not allowed",
    "Cannot run JavaScript",
};
static_assert(std::size(words) == napi_cannot_run_js + 1);

napi_status createError(napi_env env, const char* name, napi_value code, napi_value message, napi_value* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (as<String>(message) == nullptr || result == nullptr) {
        return env->fail(result == nullptr || message == nullptr ? napi_invalid_arg : napi_string_expected);
    }
    const auto error = env->error(name, message);
    if (code != nullptr) {
        error->put("code", Ref<Value>(code));
    }
    *result = env->handles.keep(error);
    return env->ok();
}

int length(std::size_t given) { return given == static_cast<std::size_t>(-1) ? -1 : static_cast<int>(given); }

}  // namespace

napi_status napi_get_last_error_info(napi_env env, const napi_extended_error_info** result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    env->errorInfo = {words[env->lastStatus], nullptr, 0, env->lastStatus};
    *result = &env->errorInfo;
    return napi_ok;
}

napi_status napi_create_error(napi_env env, napi_value code, napi_value message, napi_value* result) {
    return createError(env, "Error", code, message, result);
}

napi_status napi_create_type_error(napi_env env, napi_value code, napi_value message, napi_value* result) {
    return createError(env, "TypeError", code, message, result);
}

napi_status napi_throw(napi_env env, napi_value error) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (error == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    if (env->exception) {
        return env->fail(napi_pending_exception);
    }
    env->raise(error);
    return env->ok();
}

napi_status napi_is_exception_pending(napi_env env, bool* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    *result = static_cast<bool>(env->exception);
    return env->ok();
}

napi_status napi_get_and_clear_last_exception(napi_env env, napi_value* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    *result = env->exception ? env->handles.keep(env->takeException()) : env->undefined.get();
    return env->ok();
}

void napi_fatal_error(const char* location, std::size_t location_length, const char* message,
                      std::size_t message_length) {
    std::fprintf(stderr, "ntghost: the addon gave up at %.*s: %.*s\n", length(location_length),
                 location == nullptr ? "?" : location, length(message_length), message == nullptr ? "?" : message);
    std::abort();
}
