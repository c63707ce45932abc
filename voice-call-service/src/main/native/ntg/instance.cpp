#include "instance.h"

#include "../host/async_work.h"
#include "../host/promise.h"

#include <condition_variable>
#include <mutex>
#include <optional>

using namespace muzon::host;

namespace muzon::ntg {

host::Host* theHost = nullptr;

namespace {

thread_local std::string lastWords;
thread_local bool inCallback = false;

/** The result that a caller waits for. */
class Outcome {
public:
    void succeed() { end(std::nullopt); }
    void fail(std::string words) { end(std::move(words)); }

    /** Returns the words of the failure, if it was one. */
    std::optional<std::string> await() {
        std::unique_lock lock(mutex_);
        news_.wait(lock, [this] { return ended_; });
        return failure_;
    }

private:
    void end(std::optional<std::string> failure) {
        const std::lock_guard lock(mutex_);  // held while notifying: the caller's stack carries us
        failure_ = std::move(failure);
        ended_ = true;
        news_.notify_one();
    }

    std::mutex mutex_;
    std::condition_variable news_;
    bool ended_ = false;
    std::optional<std::string> failure_;
};

void end(Environment& env, Outcome& outcome, Value& result, bool failed, const TakeResult& take) {
    if (failed) {
        outcome.fail(env.messageOf(&result));
        return;
    }
    if (take) {
        take(env, result);
    }
    outcome.succeed();
}

void begin(Environment& env, Object& object, const char* method, const Arguments& arguments, Outcome& outcome,
           const TakeResult& take) {
    auto* function = as<Function>(env.get(object, method).get());
    if (function == nullptr) {
        outcome.fail(std::string("the addon has no method ") + method);
        return;
    }
    const Ref<Value> result = env.call(*function, &object, arguments);
    if (!result) {
        end(env, outcome, *env.takeException(), true, take);
    } else if (auto* promise = as<Promise>(result.get())) {
        promise->then([&](Value& value, bool rejected) { end(env, outcome, value, rejected, take); });
    } else {
        end(env, outcome, *result, false, take);
    }
}

/** Finds the code for the words. The addon gives words only, and these are the ones that callers tell apart. */
int codeOf(const std::string& words) {
    return words.rfind("Connection with chat id", 0) == 0 ? NTG_ERR_CONNECTION_NOT_FOUND : NTG_ERR_UNKNOWN;
}

}  // namespace

InCallback::InCallback() { inCallback = true; }

InCallback::~InCallback() { inCallback = false; }

int fail(int code, const std::string& words) {
    lastWords = words;
    return code;
}

int invoke(ntg_instance* instance, const char* method, const MakeArguments& arguments, const TakeResult& take) {
    if (instance == nullptr) {
        return fail(NTG_ERR_NULL_POINTER, "there is no instance");
    }
    if (inCallback || theHost->loop().isCurrent()) {
        return fail(NTG_ERR_UNKNOWN, std::string(method) + " was called from a callback and would wait for itself");
    }
    Environment& env = theHost->env();
    Outcome outcome;
    std::vector<napi_async_work> work;
    theHost->loop().run([&] {
        const Scope scope(env.handles);
        env.workHere = &work;
        begin(env, *instance->object, method, arguments(env), outcome, take);
        env.workHere = nullptr;
    });
    // This thread would only wait for the workers, so it does their work, outside its turn as they would.
    for (const napi_async_work each : work) {
        each->execute(env.handle(), each->data);
        theHost->loop().run([&] { each->finish(env.handle()); });
    }
    const auto failure = outcome.await();
    return failure ? fail(codeOf(*failure), *failure) : NTG_OK;
}

int invoke(ntg_instance* instance, const char* method, std::int64_t chat, const TakeResult& take) {
    return invoke(instance, method, [chat](Environment&) { return Arguments{BigInt::of(chat)}; }, take);
}

std::int64_t numberOf(Value* value) {
    if (const auto* number = as<Number>(value)) {
        return static_cast<std::int64_t>(number->value);
    }
    if (const auto* bigint = as<BigInt>(value)) {
        return bigint->toInt64();
    }
    if (const auto* boolean = as<Boolean>(value)) {
        return boolean->value ? 1 : 0;
    }
    return 0;
}

std::int64_t numberIn(Environment& env, Object& object, const char* name) {
    const Ref<Value> value = env.get(object, name);
    return numberOf(value.get());
}

}  // namespace muzon::ntg

const char* ntg_last_error() { return muzon::ntg::lastWords.c_str(); }
