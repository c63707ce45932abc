#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "../abi/node_api.h"
#include "ref.h"

namespace muzon::host {

/** The kind of a value. Everything from `object` on is an object. */
enum class Shape : std::uint8_t {
    undefined,
    null,
    boolean,
    number,
    bigint,
    string,
    object,
    function,
    list,
    bytes,
    buffer,
    map,
    promise,
};

}  // namespace muzon::host

/** A value of the addon's language. What the addon holds as a handle is a pointer to it. */
struct napi_value__ {
    explicit napi_value__(muzon::host::Shape shape) : shape(shape) {}
    napi_value__(const napi_value__&) = delete;
    napi_value__& operator=(const napi_value__&) = delete;
    virtual ~napi_value__() = default;

    void retain() { ++owners_; }
    void release() {
        if (--owners_ == 0) {
            delete this;
        }
    }

    bool isObject() const { return shape >= muzon::host::Shape::object; }
    napi_valuetype type() const;

    const muzon::host::Shape shape;

private:
    std::uint32_t owners_ = 0;
};

namespace muzon::host {

using Value = napi_value__;

/** Returns the value as a T, or null when it is something else. */
template <class T>
T* as(Value* value) {
    return value != nullptr && T::is(*value) ? static_cast<T*>(value) : nullptr;
}

/** `undefined` or `null`. */
struct Nothing final : Value {
    explicit Nothing(Shape shape) : Value(shape) {}
};

struct Boolean final : Value {
    explicit Boolean(bool value) : Value(Shape::boolean), value(value) {}
    static bool is(const Value& value) { return value.shape == Shape::boolean; }
    const bool value;
};

struct Number final : Value {
    explicit Number(double value) : Value(Shape::number), value(value), integer(toInt32(value)) {}
    static bool is(const Value& value) { return value.shape == Shape::number; }

    const double value;
    /** Kept rather than computed: a frame of sound is read number by number. */
    const std::int32_t integer;

private:
    /** ECMAScript's: modulo 2^32, and 0 for what is not finite. */
    static std::int32_t toInt32(double value);
};

/** Sign and magnitude: both signed and unsigned 64-bit integers fit without loss. */
struct BigInt final : Value {
    BigInt(bool negative, std::uint64_t magnitude)
        : Value(Shape::bigint), negative(negative && magnitude != 0), magnitude(magnitude) {}
    static Ref<BigInt> of(std::int64_t value) {
        const auto bits = static_cast<std::uint64_t>(value);
        return make<BigInt>(value < 0, value < 0 ? 0 - bits : bits);
    }
    static bool is(const Value& value) { return value.shape == Shape::bigint; }

    /** The low 64 bits in two's complement. */
    std::uint64_t bits() const { return negative ? 0 - magnitude : magnitude; }
    std::int64_t toInt64() const { return static_cast<std::int64_t>(bits()); }
    bool fitsInt64() const { return magnitude <= static_cast<std::uint64_t>(INT64_MAX) + (negative ? 1 : 0); }
    bool fitsUint64() const { return !negative; }

    const bool negative;
    const std::uint64_t magnitude;
};

struct String final : Value {
    explicit String(std::string text) : Value(Shape::string), text(std::move(text)) {}
    static bool is(const Value& value) { return value.shape == Shape::string; }
    const std::string text;  // UTF-8
};

}  // namespace muzon::host
