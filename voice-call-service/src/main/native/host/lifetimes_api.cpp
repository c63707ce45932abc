#include <memory>

#include "environment.h"

using namespace muzon::host;

/** The position at which the scope's handles begin. */
struct napi_handle_scope__ {
    std::size_t start;
};

/** One slot of the outer scope, taken before the inner one begins, waits for the value that escapes. */
struct napi_escapable_handle_scope__ {
    std::size_t slot;
    bool escaped;
};

napi_status napi_open_handle_scope(napi_env env, napi_handle_scope* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    *result = new napi_handle_scope__{env->handles.mark()};
    return env->ok();
}

napi_status napi_close_handle_scope(napi_env env, napi_handle_scope scope) {
    if (env == nullptr || scope == nullptr) {
        return napi_invalid_arg;
    }
    const std::unique_ptr<napi_handle_scope__> closed(scope);
    env->handles.cut(closed->start);
    return env->ok();
}

napi_status napi_open_escapable_handle_scope(napi_env env, napi_escapable_handle_scope* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    *result = new napi_escapable_handle_scope__{env->handles.mark(), false};
    env->handles.keep(env->undefined);
    return env->ok();
}

napi_status napi_close_escapable_handle_scope(napi_env env, napi_escapable_handle_scope scope) {
    if (env == nullptr || scope == nullptr) {
        return napi_invalid_arg;
    }
    const std::unique_ptr<napi_escapable_handle_scope__> closed(scope);
    env->handles.cut(closed->slot + 1);
    return env->ok();
}

napi_status napi_escape_handle(napi_env env, napi_escapable_handle_scope scope, napi_value value, napi_value* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (scope == nullptr || value == nullptr || result == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    if (scope->escaped) {
        return env->fail(napi_escape_called_twice);
    }
    scope->escaped = true;
    env->handles.slot(scope->slot) = value;
    *result = value;
    return env->ok();
}

napi_status napi_create_reference(napi_env env, napi_value value, std::uint32_t count, napi_ref* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    auto* object = as<Object>(value);
    if (object == nullptr || result == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    *result = new napi_ref__(*env, *object, count);
    return env->ok();
}

napi_status napi_delete_reference(napi_env env, napi_ref reference) {
    if (env == nullptr || reference == nullptr) {
        return napi_invalid_arg;
    }
    delete reference;
    return env->ok();
}

/** Returns null, not undefined, for an object that has died. */
napi_status napi_get_reference_value(napi_env env, napi_ref reference, napi_value* result) {
    if (env == nullptr || reference == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    *result = reference->object() == nullptr ? nullptr : env->handles.keep(reference->object());
    return env->ok();
}

napi_status napi_add_finalizer(napi_env env, napi_value object, void* data, napi_finalize finalize, void* hint,
                               napi_ref* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    auto* target = as<Object>(object);
    if (target == nullptr || finalize == nullptr) {
        return env->fail(target == nullptr && object != nullptr ? napi_object_expected : napi_invalid_arg);
    }
    target->finalizers.push_back(Finalizer{finalize, data, hint});
    if (result != nullptr) {
        *result = new napi_ref__(*env, *target, 0);
    }
    return env->ok();
}

napi_status napi_add_env_cleanup_hook(napi_env env, napi_cleanup_hook hook, void* argument) {
    if (env == nullptr || hook == nullptr) {
        return napi_invalid_arg;
    }
    env->cleanupHooks.emplace_back(hook, argument);
    return env->ok();
}
