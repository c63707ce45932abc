#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "handles.h"
#include "object.h"

namespace muzon::host {

class Loop;
class Workers;

/**
 * The addon's world: its values, its pending exception, its last error. Only the thread that has the loop's turn may
 * use it.
 */
class Environment {
public:
    Environment(Loop& loop, Workers& workers);
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;
    /** Runs the cleanup hooks, the youngest first, then every finalizer that is left. References end here too. */
    ~Environment();

    /** Returns the handle by which the addon knows this environment. */
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
    /** Returns the error's words, for any thrown value. */
    std::string messageOf(Value* error);

    // Calls into the addon. All of them give null when an exception is pending afterwards.
    Ref<Value> call(Function& function, Value* self, const std::vector<Ref<Value>>& arguments);
    Ref<Value> call(Function& function, Call call);
    Ref<Value> construct(Function& type, const napi_value* arguments, std::size_t count);
    Ref<Value> get(Object& object, const std::string& name);
    void set(Object& object, const std::string& name, Ref<Value> value);

    /** Makes a function of the addon's. */
    Ref<Function> function(napi_callback callback, void* data);

    /** Does something outside the turn when a thread waits for that, else now. */
    void later(std::function<void()> task);

    // Ends of lifetimes.
    void finalizeLater(const Finalizer& finalizer) { finalizers_.push_back(finalizer); }
    /** Ends a task of the loop: runs finalizers, and complains about an exception that nobody caught. */
    void endTask();

    // Values that exist once. They live as long as the environment and need no handle.
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
    /** While set, async work is queued here instead of with the workers: the calling thread does it itself. */
    std::vector<napi_async_work>* workHere = nullptr;
    /** While set, a thread waits outside for this turn and then does what is left here. */
    std::vector<std::function<void()>>* afterTurn = nullptr;
    /** Above zero while nobody may wait for a turn, because the one that has it waits for them. */
    std::atomic<int> hurried{0};
    std::set<Reference*> references;
    std::set<napi_threadsafe_function> threadsafeFunctions;

private:
    void runFinalizers();

    const Ref<Value> yes_;
    const Ref<Value> no_;
    std::array<Ref<Value>, 256> numbers_;
    std::vector<Finalizer> finalizers_;
};

/** Makes the global object with `Map` and `console`. */
Ref<Object> makeGlobal(Environment& env);

}  // namespace muzon::host

struct napi_env__ final : muzon::host::Environment {
    using Environment::Environment;
};

/** A reference. It keeps its object alive while counted. While not, it knows when the object has died. */
struct napi_ref__ {
    napi_ref__(muzon::host::Environment& env, muzon::host::Object& object, std::uint32_t count);
    napi_ref__(const napi_ref__&) = delete;
    napi_ref__& operator=(const napi_ref__&) = delete;
    ~napi_ref__();

    /** Returns null once the object has died. */
    muzon::host::Object* object() const { return object_; }
    void lose();

private:
    muzon::host::Environment& env_;
    muzon::host::Object* object_;
    muzon::host::Ref<muzon::host::Object> strong_;
};
