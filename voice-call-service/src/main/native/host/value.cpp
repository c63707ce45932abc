#include "value.h"

#include <cmath>

using muzon::host::Shape;

napi_valuetype napi_value__::type() const {
    switch (shape) {
        case Shape::undefined:
            return napi_undefined;
        case Shape::null:
            return napi_null;
        case Shape::boolean:
            return napi_boolean;
        case Shape::number:
            return napi_number;
        case Shape::bigint:
            return napi_bigint;
        case Shape::string:
            return napi_string;
        case Shape::function:
            return napi_function;
        default:
            return napi_object;
    }
}

namespace muzon::host {

std::int32_t Number::toInt32(double value) {
    if (!std::isfinite(value)) {
        return 0;
    }
    constexpr double span = 4294967296.0;
    const double wrapped = std::fmod(std::trunc(value), span);
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(wrapped < 0 ? wrapped + span : wrapped));
}

}  // namespace muzon::host
