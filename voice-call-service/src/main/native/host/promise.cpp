#include "promise.h"

#include <memory>
#include <utility>

#include "environment.h"

namespace muzon::host {

void Promise::then(Reaction reaction) {
    if (value_) {
        reaction(*value_, rejected_);
    } else {
        reactions_.push_back(std::move(reaction));
    }
}

void Promise::settle(Ref<Value> value, bool rejected) {
    if (value_) {
        return;
    }
    value_ = std::move(value);
    rejected_ = rejected;
    for (const Reaction& reaction : std::exchange(reactions_, {})) {
        reaction(*value_, rejected_);
    }
}

namespace {

napi_status settle(napi_env env, napi_deferred deferred, napi_value value, bool rejected) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (deferred == nullptr || value == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    const std::unique_ptr<napi_deferred__> used(deferred);
    used->promise->settle(value, rejected);
    return env->ok();
}

}  // namespace

}  // namespace muzon::host

napi_status napi_create_promise(napi_env env, napi_deferred* deferred, napi_value* promise) {
    using muzon::host::Promise;
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (deferred == nullptr || promise == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    const auto created = muzon::host::make<Promise>(*env);
    *deferred = new napi_deferred__{created};
    *promise = env->handles.keep(created);
    return env->ok();
}

napi_status napi_resolve_deferred(napi_env env, napi_deferred deferred, napi_value resolution) {
    return muzon::host::settle(env, deferred, resolution, false);
}

napi_status napi_reject_deferred(napi_env env, napi_deferred deferred, napi_value rejection) {
    return muzon::host::settle(env, deferred, rejection, true);
}
