#pragma once

#include "environment.h"

namespace muzon::host {

/** How functions begin that may run the addon's code: not over a pending exception, not without their arguments. */
inline napi_status enter(napi_env env, bool argumentsThere) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (env->exception) {
        return env->fail(napi_pending_exception);
    }
    return argumentsThere ? env->ok() : env->fail(napi_invalid_arg);
}

/** Gives the object the described property; false when it has no usable name. */
bool define(Environment& env, Object& object, const napi_property_descriptor& descriptor);

}  // namespace muzon::host
