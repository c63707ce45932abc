#include <algorithm>
#include <cstring>

#include "environment.h"

using namespace muzon::host;

namespace {

constexpr std::size_t untilZero = static_cast<std::size_t>(-1);  // Node-API's NAPI_AUTO_LENGTH

napi_status give(napi_env env, Ref<Value> value, napi_value* result) {
    *result = env->handles.keep(std::move(value));
    return env->ok();
}

std::string fromLatin1(const char* text, std::size_t length) {
    std::string utf8;
    for (std::size_t i = 0; i < length; i++) {
        const auto point = static_cast<unsigned char>(text[i]);
        if (point < 0x80) {
            utf8 += static_cast<char>(point);
        } else {
            utf8 += static_cast<char>(0xC0 | (point >> 6));
            utf8 += static_cast<char>(0x80 | (point & 0x3F));
        }
    }
    return utf8;
}

}  // namespace

napi_status napi_get_undefined(napi_env env, napi_value* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    *result = env->undefined.get();
    return env->ok();
}

napi_status napi_get_null(napi_env env, napi_value* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    *result = env->null.get();
    return env->ok();
}

napi_status napi_get_global(napi_env env, napi_value* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    return give(env, env->global, result);
}

napi_status napi_get_boolean(napi_env env, bool value, napi_value* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    *result = env->boolean(value);
    return env->ok();
}

napi_status napi_create_double(napi_env env, double value, napi_value* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    return give(env, make<Number>(value), result);
}

napi_status napi_create_bigint_int64(napi_env env, std::int64_t value, napi_value* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    return give(env, BigInt::of(value), result);
}

napi_status napi_create_bigint_uint64(napi_env env, std::uint64_t value, napi_value* result) {
    if (env == nullptr || result == nullptr) {
        return napi_invalid_arg;
    }
    return give(env, make<BigInt>(false, value), result);
}

napi_status napi_create_string_utf8(napi_env env, const char* text, std::size_t length, napi_value* result) {
    if (env == nullptr || result == nullptr || (text == nullptr && length != 0)) {
        return napi_invalid_arg;
    }
    if (text == nullptr) {
        text = "";
    }
    return give(env, make<String>(std::string(text, length == untilZero ? std::strlen(text) : length)), result);
}

napi_status napi_create_string_latin1(napi_env env, const char* text, std::size_t length, napi_value* result) {
    if (env == nullptr || result == nullptr || (text == nullptr && length != 0)) {
        return napi_invalid_arg;
    }
    if (text == nullptr) {
        text = "";
    }
    return give(env, make<String>(fromLatin1(text, length == untilZero ? std::strlen(text) : length)), result);
}

napi_status napi_typeof(napi_env env, napi_value value, napi_valuetype* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (value == nullptr || result == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    *result = value->type();
    return env->ok();
}

napi_status napi_get_value_bool(napi_env env, napi_value value, bool* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    const auto* boolean = as<Boolean>(value);
    if (boolean == nullptr || result == nullptr) {
        return env->fail(value == nullptr || result == nullptr ? napi_invalid_arg : napi_boolean_expected);
    }
    *result = boolean->value;
    return env->ok();
}

napi_status napi_get_value_int32(napi_env env, napi_value value, std::int32_t* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    const auto* number = as<Number>(value);
    if (number == nullptr || result == nullptr) {
        return env->fail(value == nullptr || result == nullptr ? napi_invalid_arg : napi_number_expected);
    }
    *result = number->integer;
    return env->ok();
}

napi_status napi_get_value_uint32(napi_env env, napi_value value, std::uint32_t* result) {
    std::int32_t bits = 0;
    const napi_status status = napi_get_value_int32(env, value, result == nullptr ? nullptr : &bits);
    if (status == napi_ok) {
        *result = static_cast<std::uint32_t>(bits);
    }
    return status;
}

napi_status napi_get_value_bigint_int64(napi_env env, napi_value value, std::int64_t* result, bool* lossless) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    const auto* bigint = as<BigInt>(value);
    if (bigint == nullptr || result == nullptr || lossless == nullptr) {
        return env->fail(value != nullptr && bigint == nullptr ? napi_bigint_expected : napi_invalid_arg);
    }
    *result = bigint->toInt64();
    *lossless = bigint->fitsInt64();
    return env->ok();
}

napi_status napi_get_value_bigint_uint64(napi_env env, napi_value value, std::uint64_t* result, bool* lossless) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    const auto* bigint = as<BigInt>(value);
    if (bigint == nullptr || result == nullptr || lossless == nullptr) {
        return env->fail(value != nullptr && bigint == nullptr ? napi_bigint_expected : napi_invalid_arg);
    }
    *result = bigint->bits();
    *lossless = bigint->fitsUint64();
    return env->ok();
}

/**
 * Copies the text. Without a buffer the result is the whole length. Otherwise as much as fits is copied, no character
 * torn, and closed by a zero.
 */
napi_status napi_get_value_string_utf8(napi_env env, napi_value value, char* buffer, std::size_t size,
                                       std::size_t* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    const auto* string = as<String>(value);
    if (string == nullptr) {
        return env->fail(value == nullptr ? napi_invalid_arg : napi_string_expected);
    }
    if (buffer == nullptr) {
        if (result == nullptr) {
            return env->fail(napi_invalid_arg);
        }
        *result = string->text.size();
        return env->ok();
    }
    std::size_t copied = 0;
    if (size > 0) {
        copied = std::min(string->text.size(), size - 1);
        while (copied > 0 && copied < string->text.size() && (string->text[copied] & 0xC0) == 0x80) {
            copied--;
        }
        std::memcpy(buffer, string->text.data(), copied);
        buffer[copied] = '\0';
    }
    if (result != nullptr) {
        *result = copied;
    }
    return env->ok();
}
