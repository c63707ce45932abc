// An addon that refuses to start.
#include "../../../main/native/abi/node_api.h"

extern "C" napi_value napi_register_module_v1(napi_env env, napi_value exports) {
    napi_value message = nullptr;
    napi_value error = nullptr;
    napi_create_string_utf8(env, "not today", static_cast<std::size_t>(-1), &message);
    napi_create_error(env, nullptr, message, &error);
    napi_throw(env, error);
    return exports;
}
