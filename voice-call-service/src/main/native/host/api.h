#pragma once

#include "environment.h"

namespace muzon::host {

/** Begins a function that may run the addon's code: not over a pending exception, not without its arguments. */
inline napi_status enter(napi_env env, bool argumentsThere) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (env->exception) {
        return env->fail(napi_pending_exception);
    }
    return argumentsThere ? env->ok() : env->fail(napi_invalid_arg);
}

/** Defines the described property on the object. Returns false when it has no usable name. */
bool define(Environment& env, Object& object, const napi_property_descriptor& descriptor);

}  // namespace muzon::host
