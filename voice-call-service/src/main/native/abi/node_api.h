// The part of Node-API's binary interface that the ntgcalls addon uses: 64 functions and their types, declared from
// the published interface so that building needs no Node.js.
#pragma once

#include <cstddef>
#include <cstdint>

using napi_env = struct napi_env__*;
using napi_value = struct napi_value__*;
using napi_ref = struct napi_ref__*;
using napi_handle_scope = struct napi_handle_scope__*;
using napi_escapable_handle_scope = struct napi_escapable_handle_scope__*;
using napi_callback_info = struct napi_callback_info__*;
using napi_deferred = struct napi_deferred__*;
using napi_async_work = struct napi_async_work__*;
using napi_threadsafe_function = struct napi_threadsafe_function__*;

enum napi_status {
    napi_ok,
    napi_invalid_arg,
    napi_object_expected,
    napi_string_expected,
    napi_name_expected,
    napi_function_expected,
    napi_number_expected,
    napi_boolean_expected,
    napi_array_expected,
    napi_generic_failure,
    napi_pending_exception,
    napi_cancelled,
    napi_escape_called_twice,
    napi_handle_scope_mismatch,
    napi_callback_scope_mismatch,
    napi_queue_full,
    napi_closing,
    napi_bigint_expected,
    napi_date_expected,
    napi_arraybuffer_expected,
    napi_detachable_arraybuffer_expected,
    napi_would_deadlock,
    napi_no_external_buffers_allowed,
    napi_cannot_run_js,
};

enum napi_valuetype {
    napi_undefined,
    napi_null,
    napi_boolean,
    napi_number,
    napi_string,
    napi_symbol,
    napi_object,
    napi_function,
    napi_external,
    napi_bigint,
};

enum napi_property_attributes {
    napi_default = 0,
    napi_writable = 1 << 0,
    napi_enumerable = 1 << 1,
    napi_configurable = 1 << 2,
    napi_static = 1 << 10,
};

enum napi_typedarray_type { napi_int8_array, napi_uint8_array };

enum napi_threadsafe_function_release_mode { napi_tsfn_release, napi_tsfn_abort };

enum napi_threadsafe_function_call_mode { napi_tsfn_nonblocking, napi_tsfn_blocking };

using napi_callback = napi_value (*)(napi_env env, napi_callback_info info);
using napi_finalize = void (*)(napi_env env, void* data, void* hint);
using napi_cleanup_hook = void (*)(void* argument);
using napi_async_execute_callback = void (*)(napi_env env, void* data);
using napi_async_complete_callback = void (*)(napi_env env, napi_status status, void* data);
using napi_threadsafe_function_call_js = void (*)(napi_env env, napi_value function, void* context, void* data);
using napi_addon_register_func = napi_value (*)(napi_env env, napi_value exports);

struct napi_property_descriptor {
    const char* utf8name;
    napi_value name;
    napi_callback method;
    napi_callback getter;
    napi_callback setter;
    napi_value value;
    napi_property_attributes attributes;
    void* data;
};

struct napi_extended_error_info {
    const char* error_message;
    void* engine_reserved;
    std::uint32_t engine_error_code;
    napi_status error_code;
};

extern "C" {

// Values.
napi_status napi_get_undefined(napi_env env, napi_value* result);
napi_status napi_get_null(napi_env env, napi_value* result);
napi_status napi_get_global(napi_env env, napi_value* result);
napi_status napi_get_boolean(napi_env env, bool value, napi_value* result);
napi_status napi_create_double(napi_env env, double value, napi_value* result);
napi_status napi_create_bigint_int64(napi_env env, std::int64_t value, napi_value* result);
napi_status napi_create_bigint_uint64(napi_env env, std::uint64_t value, napi_value* result);
napi_status napi_create_string_utf8(napi_env env, const char* text, std::size_t length, napi_value* result);
napi_status napi_create_string_latin1(napi_env env, const char* text, std::size_t length, napi_value* result);
napi_status napi_typeof(napi_env env, napi_value value, napi_valuetype* result);
napi_status napi_get_value_bool(napi_env env, napi_value value, bool* result);
napi_status napi_get_value_int32(napi_env env, napi_value value, std::int32_t* result);
napi_status napi_get_value_uint32(napi_env env, napi_value value, std::uint32_t* result);
napi_status napi_get_value_bigint_int64(napi_env env, napi_value value, std::int64_t* result, bool* lossless);
napi_status napi_get_value_bigint_uint64(napi_env env, napi_value value, std::uint64_t* result, bool* lossless);
napi_status napi_get_value_string_utf8(napi_env env, napi_value value, char* buffer, std::size_t size,
                                       std::size_t* result);

// Objects and arrays.
napi_status napi_create_object(napi_env env, napi_value* result);
napi_status napi_create_array_with_length(napi_env env, std::size_t length, napi_value* result);
napi_status napi_create_buffer_copy(napi_env env, std::size_t length, const void* data, void** copy,
                                    napi_value* result);
napi_status napi_get_property(napi_env env, napi_value object, napi_value key, napi_value* result);
napi_status napi_has_property(napi_env env, napi_value object, napi_value key, bool* result);
napi_status napi_get_named_property(napi_env env, napi_value object, const char* name, napi_value* result);
napi_status napi_set_named_property(napi_env env, napi_value object, const char* name, napi_value value);
napi_status napi_get_element(napi_env env, napi_value object, std::uint32_t index, napi_value* result);
napi_status napi_set_element(napi_env env, napi_value object, std::uint32_t index, napi_value value);
napi_status napi_get_array_length(napi_env env, napi_value value, std::uint32_t* result);
napi_status napi_get_typedarray_info(napi_env env, napi_value value, napi_typedarray_type* type, std::size_t* length,
                                     void** data, napi_value* buffer, std::size_t* offset);
napi_status napi_define_properties(napi_env env, napi_value object, std::size_t count,
                                   const napi_property_descriptor* properties);

// Functions and classes.
napi_status napi_create_function(napi_env env, const char* name, std::size_t length, napi_callback callback,
                                 void* data, napi_value* result);
napi_status napi_call_function(napi_env env, napi_value self, napi_value function, std::size_t count,
                               const napi_value* arguments, napi_value* result);
napi_status napi_get_cb_info(napi_env env, napi_callback_info info, std::size_t* count, napi_value* arguments,
                             napi_value* self, void** data);
napi_status napi_get_new_target(napi_env env, napi_callback_info info, napi_value* result);
napi_status napi_define_class(napi_env env, const char* name, std::size_t length, napi_callback constructor,
                              void* data, std::size_t count, const napi_property_descriptor* properties,
                              napi_value* result);
napi_status napi_new_instance(napi_env env, napi_value constructor, std::size_t count, const napi_value* arguments,
                              napi_value* result);
napi_status napi_wrap(napi_env env, napi_value object, void* native, napi_finalize finalize, void* hint,
                      napi_ref* result);
napi_status napi_unwrap(napi_env env, napi_value object, void** result);
napi_status napi_remove_wrap(napi_env env, napi_value object, void** result);

// Lifetimes.
napi_status napi_open_handle_scope(napi_env env, napi_handle_scope* result);
napi_status napi_close_handle_scope(napi_env env, napi_handle_scope scope);
napi_status napi_open_escapable_handle_scope(napi_env env, napi_escapable_handle_scope* result);
napi_status napi_close_escapable_handle_scope(napi_env env, napi_escapable_handle_scope scope);
napi_status napi_escape_handle(napi_env env, napi_escapable_handle_scope scope, napi_value value, napi_value* result);
napi_status napi_create_reference(napi_env env, napi_value value, std::uint32_t count, napi_ref* result);
napi_status napi_delete_reference(napi_env env, napi_ref reference);
napi_status napi_get_reference_value(napi_env env, napi_ref reference, napi_value* result);
napi_status napi_add_finalizer(napi_env env, napi_value object, void* data, napi_finalize finalize, void* hint,
                               napi_ref* result);
napi_status napi_add_env_cleanup_hook(napi_env env, napi_cleanup_hook hook, void* argument);

// Errors.
napi_status napi_get_last_error_info(napi_env env, const napi_extended_error_info** result);
napi_status napi_create_error(napi_env env, napi_value code, napi_value message, napi_value* result);
napi_status napi_create_type_error(napi_env env, napi_value code, napi_value message, napi_value* result);
napi_status napi_throw(napi_env env, napi_value error);
napi_status napi_is_exception_pending(napi_env env, bool* result);
napi_status napi_get_and_clear_last_exception(napi_env env, napi_value* result);
[[noreturn]] void napi_fatal_error(const char* location, std::size_t location_length, const char* message,
                                   std::size_t message_length);

// Work that ends later.
napi_status napi_create_promise(napi_env env, napi_deferred* deferred, napi_value* promise);
napi_status napi_resolve_deferred(napi_env env, napi_deferred deferred, napi_value resolution);
napi_status napi_reject_deferred(napi_env env, napi_deferred deferred, napi_value rejection);
napi_status napi_create_async_work(napi_env env, napi_value resource, napi_value name,
                                   napi_async_execute_callback execute, napi_async_complete_callback complete,
                                   void* data, napi_async_work* result);
napi_status napi_queue_async_work(napi_env env, napi_async_work work);
napi_status napi_delete_async_work(napi_env env, napi_async_work work);

// Functions that any thread may call.
napi_status napi_create_threadsafe_function(napi_env env, napi_value function, napi_value resource, napi_value name,
                                            std::size_t queue_limit, std::size_t threads, void* finalize_data,
                                            napi_finalize finalize, void* context,
                                            napi_threadsafe_function_call_js call_js,
                                            napi_threadsafe_function* result);
napi_status napi_call_threadsafe_function(napi_threadsafe_function function, void* data,
                                          napi_threadsafe_function_call_mode mode);
napi_status napi_release_threadsafe_function(napi_threadsafe_function function,
                                             napi_threadsafe_function_release_mode mode);
napi_status napi_unref_threadsafe_function(napi_env env, napi_threadsafe_function function);
}
