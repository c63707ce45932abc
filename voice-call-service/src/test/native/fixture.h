#pragma once

#include <string>

#include "../../main/native/host/host.h"
#include "check.h"

namespace muzon::test {

extern std::string addonFolder;

/** Runs the body as one task of the host's loop, in a separate handle scope. */
template <class Body>
void onLoop(host::Host& host, Body body) {
    host.loop().run([&] {
        const host::Scope scope(host.env().handles);
        body(host.env().handle());
    });
}

inline napi_value text(napi_env env, const std::string& content) {
    napi_value value = nullptr;
    napi_create_string_utf8(env, content.data(), content.size(), &value);
    return value;
}

inline std::string textOf(napi_env env, napi_value value) {
    char content[256];
    std::size_t length = 0;
    EXPECT_EQ(napi_get_value_string_utf8(env, value, content, sizeof content, &length), napi_ok);
    return std::string(content, length);
}

inline napi_value number(napi_env env, double content) {
    napi_value value = nullptr;
    napi_create_double(env, content, &value);
    return value;
}

inline napi_value object(napi_env env) {
    napi_value value = nullptr;
    napi_create_object(env, &value);
    return value;
}

inline std::string lastError(napi_env env) {
    const napi_extended_error_info* info = nullptr;
    napi_get_last_error_info(env, &info);
    return info->error_message == nullptr ? "" : info->error_message;
}

/** Counts how often it was called. It is the data of a finalizer. */
inline void count(napi_env /*env*/, void* counter, void* /*hint*/) { (*static_cast<int*>(counter))++; }

}  // namespace muzon::test
