#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "value.h"

namespace muzon::host {

class Environment;
using Reference = napi_ref__;
class Object;

/** A callback that the addon wants called once an object is gone. */
struct Finalizer {
    napi_finalize run;
    void* data;
    void* hint;
};

/** A property: a value, or the functions that stand for one. */
struct Property {
    Ref<Value> value;
    Ref<Value> getter;
    Ref<Value> setter;
};

/** Properties with a prototype behind them, and what the addon has tied to the object's life. */
class Object : public Value {
public:
    explicit Object(Environment& env, Shape shape = Shape::object) : Value(shape), env_(env) {}
    ~Object() override;
    static bool is(const Value& value) { return value.isObject(); }

    /** Finds the object's own property or that of a prototype. Null when there is none. */
    const Property* find(const std::string& name) const;
    void put(const std::string& name, Ref<Value> value) { properties_[name] = Property{std::move(value), {}, {}}; }
    void put(const std::string& name, Property property) { properties_[name] = std::move(property); }
    void inherit(Ref<Object> prototype) { prototype_ = std::move(prototype); }

    /** The one native object behind this one, if any. */
    std::optional<Finalizer> wrapped;
    /** Called, later and on the loop, when this object dies. */
    std::vector<Finalizer> finalizers;

    void addReference(Reference* reference) { references_.push_back(reference); }
    void removeReference(Reference* reference);

private:
    Environment& env_;
    std::map<std::string, Property> properties_;
    Ref<Object> prototype_;
    std::vector<Reference*> references_;
};

class List final : public Object {
public:
    List(Environment& env, std::size_t length) : Object(env, Shape::list), elements(length) {}
    static bool is(const Value& value) { return value.shape == Shape::list; }

    std::vector<Ref<Value>> elements;
};

/**
 * A read-only array of the numbers 0 to 255. To the addon it is an array like any other; to us one frame of sound is
 * one copy instead of two thousand values.
 */
class Bytes final : public Object {
public:
    Bytes(Environment& env, const std::uint8_t* data, std::size_t length)
        : Object(env, Shape::bytes), elements(data, data + length) {}
    static bool is(const Value& value) { return value.shape == Shape::bytes; }

    const std::vector<std::uint8_t> elements;
};

/** A Node.js Buffer, which is a Uint8Array. */
class Buffer final : public Object {
public:
    Buffer(Environment& env, const void* data, std::size_t length)
        : Object(env, Shape::buffer),
          content(static_cast<const std::uint8_t*>(data), static_cast<const std::uint8_t*>(data) + length) {}
    static bool is(const Value& value) { return value.shape == Shape::buffer; }

    std::vector<std::uint8_t> content;
};

/** ECMAScript's Map, as far as addons that only fill one need it. */
class Map final : public Object {
public:
    explicit Map(Environment& env) : Object(env, Shape::map) {}
    static bool is(const Value& value) { return value.shape == Shape::map; }

    std::vector<std::pair<Ref<Value>, Ref<Value>>> entries;
};

}  // namespace muzon::host

/** The arguments of a function call. The addon sees it as its callback info. */
struct napi_callback_info__ {
    napi_value self;
    const napi_value* arguments;
    std::size_t count;
    /** The class when called by `new`, else null. */
    napi_value newTarget;
    void* data;
};

namespace muzon::host {

using Call = napi_callback_info__;

class Function final : public Object {
public:
    /** The code of a function. It gives the result, null for `undefined`. A thrown error waits in the environment. */
    using Body = std::function<Ref<Value>(Environment& env, Call& call)>;

    Function(Environment& env, Body body) : Object(env, Shape::function), body(std::move(body)) {}
    static bool is(const Value& value) { return value.shape == Shape::function; }

    const Body body;
    /** Set when other threads that have it called wait until it was. */
    bool awaited = false;
    /** The prototype of instances when this is a class. */
    Ref<Object> instances;
};

}  // namespace muzon::host
