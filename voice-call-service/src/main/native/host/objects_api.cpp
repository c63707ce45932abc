#include "api.h"

using namespace muzon::host;

namespace {

/** Returns a property's name as text. An index becomes its digits. Null when the key can name nothing. */
const std::string* nameOf(Value* key, std::string& room) {
    if (const auto* text = as<String>(key)) {
        return &text->text;
    }
    if (const auto* number = as<Number>(key)) {
        room = std::to_string(static_cast<std::int64_t>(number->value));
        return &room;
    }
    return nullptr;
}

napi_status get(napi_env env, napi_value object, const std::string& name, napi_value* result) {
    auto* target = as<Object>(object);
    if (target == nullptr) {
        return env->fail(napi_object_expected);
    }
    Ref<Value> value = env->get(*target, name);
    if (!value) {
        return env->fail(napi_pending_exception);
    }
    *result = env->handles.keep(std::move(value));
    return env->ok();
}

Ref<Value> functionOf(Environment& env, napi_callback callback, void* data) {
    return callback == nullptr ? Ref<Value>() : Ref<Value>(env.function(callback, data));
}

Property propertyOf(Environment& env, const napi_property_descriptor& descriptor) {
    if (descriptor.method != nullptr) {
        return Property{env.function(descriptor.method, descriptor.data), {}, {}};
    }
    return Property{
        descriptor.value,
        functionOf(env, descriptor.getter, descriptor.data),
        functionOf(env, descriptor.setter, descriptor.data),
    };
}

}  // namespace

namespace muzon::host {

bool define(Environment& env, Object& object, const napi_property_descriptor& descriptor) {
    std::string room;
    if (descriptor.utf8name != nullptr) {
        room = descriptor.utf8name;
    } else if (const std::string* name = nameOf(descriptor.name, room)) {
        room = *name;
    } else {
        return false;
    }
    object.put(room, propertyOf(env, descriptor));
    return true;
}

}  // namespace muzon::host

napi_status napi_create_object(napi_env env, napi_value* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    *result = env->handles.keep(make<Object>(*env));
    return env->ok();
}

napi_status napi_create_array_with_length(napi_env env, std::size_t length, napi_value* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    *result = env->handles.keep(make<List>(*env, length));
    return env->ok();
}

napi_status napi_create_buffer_copy(napi_env env, std::size_t length, const void* data, void** copy,
                                    napi_value* result) {
    const napi_status entered = enter(env, result != nullptr && (data != nullptr || length == 0));
    if (entered != napi_ok) {
        return entered;
    }
    const auto buffer = make<Buffer>(*env, data, length);
    if (copy != nullptr) {
        *copy = buffer->content.data();
    }
    *result = env->handles.keep(buffer);
    return env->ok();
}

napi_status napi_get_property(napi_env env, napi_value object, napi_value key, napi_value* result) {
    const napi_status entered = enter(env, object != nullptr && key != nullptr && result != nullptr);
    if (entered != napi_ok) {
        return entered;
    }
    if (const auto* index = as<Number>(key); index != nullptr && (as<List>(object) || as<Bytes>(object))) {
        return napi_get_element(env, object, static_cast<std::uint32_t>(index->integer), result);
    }
    std::string room;
    const std::string* name = nameOf(key, room);
    return name == nullptr ? env->fail(napi_name_expected) : get(env, object, *name, result);
}

napi_status napi_has_property(napi_env env, napi_value object, napi_value key, bool* result) {
    const napi_status entered = enter(env, object != nullptr && key != nullptr && result != nullptr);
    if (entered != napi_ok) {
        return entered;
    }
    auto* target = as<Object>(object);
    if (target == nullptr) {
        return env->fail(napi_object_expected);
    }
    std::string room;
    const std::string* name = nameOf(key, room);
    *result = name != nullptr && target->find(*name) != nullptr;
    return env->ok();
}

napi_status napi_get_named_property(napi_env env, napi_value object, const char* name, napi_value* result) {
    const napi_status entered = enter(env, object != nullptr && name != nullptr && result != nullptr);
    return entered == napi_ok ? get(env, object, name, result) : entered;
}

napi_status napi_set_named_property(napi_env env, napi_value object, const char* name, napi_value value) {
    const napi_status entered = enter(env, object != nullptr && name != nullptr && value != nullptr);
    if (entered != napi_ok) {
        return entered;
    }
    auto* target = as<Object>(object);
    if (target == nullptr) {
        return env->fail(napi_object_expected);
    }
    env->set(*target, name, value);
    return env->exception ? env->fail(napi_pending_exception) : env->ok();
}

napi_status napi_get_element(napi_env env, napi_value object, std::uint32_t index, napi_value* result) {
    const napi_status entered = enter(env, object != nullptr && result != nullptr);
    if (entered != napi_ok) {
        return entered;
    }
    *result = env->undefined.get();
    if (const auto* bytes = as<Bytes>(object)) {
        if (index < bytes->elements.size()) {
            *result = env->byte(bytes->elements[index]);
        }
        return env->ok();
    }
    if (auto* list = as<List>(object)) {
        if (index < list->elements.size() && list->elements[index]) {
            *result = env->handles.keep(list->elements[index]);
        }
        return env->ok();
    }
    return get(env, object, std::to_string(index), result);
}

napi_status napi_set_element(napi_env env, napi_value object, std::uint32_t index, napi_value value) {
    const napi_status entered = enter(env, object != nullptr && value != nullptr);
    if (entered != napi_ok) {
        return entered;
    }
    auto* list = as<List>(object);
    if (list == nullptr) {
        return env->fail(as<Object>(object) == nullptr ? napi_object_expected : napi_generic_failure);
    }
    if (index >= list->elements.size()) {
        list->elements.resize(static_cast<std::size_t>(index) + 1);
    }
    list->elements[index] = value;
    return env->ok();
}

napi_status napi_get_array_length(napi_env env, napi_value value, std::uint32_t* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (value == nullptr || result == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    if (const auto* bytes = as<Bytes>(value)) {
        *result = static_cast<std::uint32_t>(bytes->elements.size());
        return env->ok();
    }
    if (const auto* list = as<List>(value)) {
        *result = static_cast<std::uint32_t>(list->elements.size());
        return env->ok();
    }
    return env->fail(napi_array_expected);
}

napi_status napi_get_typedarray_info(napi_env env, napi_value value, napi_typedarray_type* type, std::size_t* length,
                                     void** data, napi_value* buffer, std::size_t* offset) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    auto* bytes = as<Buffer>(value);
    if (bytes == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    if (type != nullptr) {
        *type = napi_uint8_array;
    }
    if (length != nullptr) {
        *length = bytes->content.size();
    }
    if (data != nullptr) {
        *data = bytes->content.data();
    }
    if (buffer != nullptr) {
        *buffer = env->handles.keep(bytes);
    }
    if (offset != nullptr) {
        *offset = 0;
    }
    return env->ok();
}

napi_status napi_define_properties(napi_env env, napi_value object, std::size_t count,
                                   const napi_property_descriptor* properties) {
    const napi_status entered = enter(env, object != nullptr && (properties != nullptr || count == 0));
    if (entered != napi_ok) {
        return entered;
    }
    auto* target = as<Object>(object);
    if (target == nullptr) {
        return env->fail(napi_object_expected);
    }
    for (std::size_t i = 0; i < count; i++) {
        if (!define(*env, *target, properties[i])) {
            return env->fail(napi_name_expected);
        }
    }
    return env->ok();
}
