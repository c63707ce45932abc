#pragma once

#include <array>
#include <set>
#include <string>
#include <vector>

#include "handles.h"
#include "object.h"

namespace muzon::host {

class Loop;
class Workers;

/** The addon's world: its values, its pending exception, its last error. It belongs to whoever has the loop's turn. */
class Environment {
public:
    Environment(Loop& loop, Workers& workers);
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;
    /** Runs the cleanup hooks, the youngest first, then every finalizer that is left. References end here too. */
    ~Environment();

    /** What the addon knows this environment by. */
    napi_env handle();

    // Statuses: each function of the interface ends with one of these.
    napi_status ok() { return fail(napi_ok); }
    napi_status fail(napi_status status) {
        lastStatus = status;
        return status;
    }

    // Exceptions.
    void raise(Ref<Value> error) { exception = std::move(error); }
    Ref<Value> takeException() { return std::exchange(exception, {}); }
    Ref<Object> error(const std::string& name, Ref<Value> message);
    /** The error's words, whatever was thrown. */
    std::string messageOf(Value* error);

    // Calls into the addon. All of them give null when an exception is pending afterwards.
    Ref<Value> call(Function& function, Value* self, const std::vector<Ref<Value>>& arguments);
    Ref<Value> call(Function& function, Call call);
    Ref<Value> construct(Function& type, const napi_value* arguments, std::size_t count);
    Ref<Value> get(Object& object, const std::string& name);
    void set(Object& object, const std::string& name, Ref<Value> value);

    /** A function of the addon's. */
    Ref<Function> function(napi_callback callback, void* data);

    // Ends of life.
    void finalizeLater(const Finalizer& finalizer) { finalizers_.push_back(finalizer); }
    /** What comes after each task of the loop: finalizers, and the complaint about an exception nobody caught. */
    void endTask();

    // Values there is one of. They live as long as the environment and need no handle.
    Value* boolean(bool value) { return value ? yes_.get() : no_.get(); }
    Value* byte(std::uint8_t value) { return numbers_[value].get(); }
    const Ref<Value> undefined;
    const Ref<Value> null;

    Loop& loop;
    Workers& workers;
    Handles handles;
    Ref<Object> global;
    Ref<Value> exception;
    napi_status lastStatus = napi_ok;
    napi_extended_error_info errorInfo{};
    std::vector<std::pair<napi_cleanup_hook, void*>> cleanupHooks;
    /** While set, async work is queued here instead of with the workers: whoever called does it himself. */
    std::vector<napi_async_work>* workHere = nullptr;
    std::set<Reference*> references;
    std::set<napi_threadsafe_function> threadsafeFunctions;

private:
    void runFinalizers();

    const Ref<Value> yes_;
    const Ref<Value> no_;
    std::array<Ref<Value>, 256> numbers_;
    std::vector<Finalizer> finalizers_;
};

/** `Map` and `console`. */
Ref<Object> makeGlobal(Environment& env);

}  // namespace muzon::host

struct napi_env__ final : muzon::host::Environment {
    using Environment::Environment;
};

/** A reference: keeps its object alive while counted; while not, knows when it has died. */
struct napi_ref__ {
    napi_ref__(muzon::host::Environment& env, muzon::host::Object& object, std::uint32_t count);
    napi_ref__(const napi_ref__&) = delete;
    napi_ref__& operator=(const napi_ref__&) = delete;
    ~napi_ref__();

    /** Null once the object has died. */
    muzon::host::Object* object() const { return object_; }
    void lose();

private:
    muzon::host::Environment& env_;
    muzon::host::Object* object_;
    muzon::host::Ref<muzon::host::Object> strong_;
};
