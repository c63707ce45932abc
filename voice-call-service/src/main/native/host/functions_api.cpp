#include "api.h"

using namespace muzon::host;

namespace {

napi_status giveResult(napi_env env, Ref<Value> value, napi_value* result) {
    if (!value) {
        return env->fail(napi_pending_exception);
    }
    if (result != nullptr) {
        *result = env->handles.keep(std::move(value));
    }
    return env->ok();
}

}  // namespace

napi_status napi_create_function(napi_env env, const char* /*name*/, std::size_t /*length*/, napi_callback callback,
                                 void* data, napi_value* result) {
    const napi_status entered = enter(env, callback != nullptr && result != nullptr);
    if (entered != napi_ok) {
        return entered;
    }
    *result = env->handles.keep(env->function(callback, data));
    return env->ok();
}

napi_status napi_call_function(napi_env env, napi_value self, napi_value function, std::size_t count,
                               const napi_value* arguments, napi_value* result) {
    const napi_status entered = enter(env, function != nullptr && (arguments != nullptr || count == 0));
    if (entered != napi_ok) {
        return entered;
    }
    auto* callee = as<Function>(function);
    if (callee == nullptr) {
        return env->fail(napi_function_expected);
    }
    return giveResult(env, env->call(*callee, Call{self, arguments, count, nullptr, nullptr}), result);
}

napi_status napi_get_cb_info(napi_env env, napi_callback_info info, std::size_t* count, napi_value* arguments,
                             napi_value* self, void** data) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (info == nullptr || (arguments != nullptr && count == nullptr)) {
        return env->fail(napi_invalid_arg);
    }
    if (arguments != nullptr) {
        for (std::size_t i = 0; i < *count; i++) {
            arguments[i] = i < info->count ? info->arguments[i] : env->undefined.get();
        }
    }
    if (count != nullptr) {
        *count = info->count;
    }
    if (self != nullptr) {
        *self = info->self;
    }
    if (data != nullptr) {
        *data = info->data;
    }
    return env->ok();
}

napi_status napi_get_new_target(napi_env env, napi_callback_info info, napi_value* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (info == nullptr || result == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    *result = info->newTarget;
    return env->ok();
}

napi_status napi_define_class(napi_env env, const char* name, std::size_t /*length*/, napi_callback constructor,
                              void* data, std::size_t count, const napi_property_descriptor* properties,
                              napi_value* result) {
    const napi_status entered = enter(env, name != nullptr && constructor != nullptr && result != nullptr &&
                                               (properties != nullptr || count == 0));
    if (entered != napi_ok) {
        return entered;
    }
    const Ref<Function> type = env->function(constructor, data);
    type->instances = make<Object>(*env);
    for (std::size_t i = 0; i < count; i++) {
        Object& owner = (properties[i].attributes & napi_static) != 0 ? *type : *type->instances;
        if (!define(*env, owner, properties[i])) {
            return env->fail(napi_name_expected);
        }
    }
    *result = env->handles.keep(type);
    return env->ok();
}

napi_status napi_new_instance(napi_env env, napi_value constructor, std::size_t count, const napi_value* arguments,
                              napi_value* result) {
    const napi_status entered =
        enter(env, constructor != nullptr && result != nullptr && (arguments != nullptr || count == 0));
    if (entered != napi_ok) {
        return entered;
    }
    auto* type = as<Function>(constructor);
    if (type == nullptr) {
        return env->fail(napi_function_expected);
    }
    return giveResult(env, env->construct(*type, arguments, count), result);
}

napi_status napi_wrap(napi_env env, napi_value object, void* native, napi_finalize finalize, void* hint,
                      napi_ref* result) {
    const napi_status entered = enter(env, object != nullptr);
    if (entered != napi_ok) {
        return entered;
    }
    auto* target = as<Object>(object);
    if (target == nullptr) {
        return env->fail(napi_object_expected);
    }
    if (target->wrapped) {
        return env->fail(napi_invalid_arg);
    }
    target->wrapped = Finalizer{finalize, native, hint};
    if (result != nullptr) {
        *result = new napi_ref__(*env, *target, 0);
    }
    return env->ok();
}

napi_status napi_unwrap(napi_env env, napi_value object, void** result) {
    const napi_status entered = enter(env, object != nullptr && result != nullptr);
    if (entered != napi_ok) {
        return entered;
    }
    const auto* target = as<Object>(object);
    if (target == nullptr || !target->wrapped) {
        return env->fail(target == nullptr ? napi_object_expected : napi_invalid_arg);
    }
    *result = target->wrapped->data;
    return env->ok();
}

napi_status napi_remove_wrap(napi_env env, napi_value object, void** result) {
    const napi_status entered = enter(env, object != nullptr);
    if (entered != napi_ok) {
        return entered;
    }
    auto* target = as<Object>(object);
    if (target == nullptr || !target->wrapped) {
        return env->fail(target == nullptr ? napi_object_expected : napi_invalid_arg);
    }
    if (result != nullptr) {
        *result = target->wrapped->data;
    }
    target->wrapped.reset();
    return env->ok();
}
