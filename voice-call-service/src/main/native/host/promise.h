#pragma once

#include <functional>
#include <vector>

#include "object.h"

namespace muzon::host {

/** A value that comes later, or the error that comes instead. */
class Promise final : public Object {
public:
    /** Hears the value and whether it is an error. Called on the loop, within the task that settles. */
    using Reaction = std::function<void(Value& value, bool rejected)>;

    explicit Promise(Environment& env) : Object(env, Shape::promise) {}
    static bool is(const Value& value) { return value.shape == Shape::promise; }

    void then(Reaction reaction);
    /** Settles the promise. Only the first call counts. */
    void settle(Ref<Value> value, bool rejected);

private:
    Ref<Value> value_;
    bool rejected_ = false;
    std::vector<Reaction> reactions_;
};

}  // namespace muzon::host

/** The addon's end of a promise. Gone once it has been used. */
struct napi_deferred__ {
    muzon::host::Ref<muzon::host::Promise> promise;
};
