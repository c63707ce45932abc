#include "threadsafe.h"

#include <chrono>

#include "loop.h"

using muzon::host::Environment;
using muzon::host::Finalizer;
using muzon::host::Function;
using muzon::host::Ref;
using muzon::host::Scope;

namespace {

/** The loop's turns are short. A thread that waits longer than this would wait for itself. */
constexpr std::chrono::seconds patience{2};

/** How often a waiting thread looks whether it must not wait any more. */
constexpr std::chrono::milliseconds glance{5};

}  // namespace

napi_threadsafe_function__::napi_threadsafe_function__(Environment& env, Ref<Function> function, std::size_t limit,
                                                       std::size_t threads, void* context,
                                                       napi_threadsafe_function_call_js callJs, Finalizer finalizer)
    : env_(env),
      loop_(env.loop),
      function_(std::move(function)),
      limit_(limit),
      context_(context),
      callJs_(callJs),
      finalizer_(finalizer),
      awaited_(function_ && function_->awaited),
      threads_(threads) {}

void napi_threadsafe_function__::begin() {
    self_ = shared_from_this();
    env_.threadsafeFunctions.insert(this);
}

napi_status napi_threadsafe_function__::call(void* data, napi_threadsafe_function_call_mode mode) {
    Self gone;
    std::unique_lock lock(mutex_);
    while (limit_ > 0 && waiting_.size() >= limit_ && !closing_) {
        if (mode == napi_tsfn_nonblocking) {
            return napi_queue_full;
        }
        room_.wait(lock);
    }
    if (closing_) {
        if (threads_ == 0) {
            return napi_invalid_arg;
        }
        threads_--;
        gone = letGo();
        return napi_closing;
    }
    const auto delivery = std::make_shared<Delivery>();
    delivery->data = data;
    waiting_.push_back(delivery);
    wakeLoop();
    if (awaited_ && !loop_.isCurrent()) {
        const Self alive = shared_from_this();
        await(lock, *delivery);
    }
    return napi_ok;
}

void napi_threadsafe_function__::await(std::unique_lock<std::mutex>& lock, Delivery& delivery) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!delivery.done && env_.hurried == 0 && std::chrono::steady_clock::now() < end) {
        happened_.wait_for(lock, glance);
    }
    delivery.abandoned = !delivery.done;
    lock.unlock();
    if (!delivery.abandoned) {
        for (const auto& task : delivery.after) {
            task();
        }
    }
}

napi_status napi_threadsafe_function__::release(napi_threadsafe_function_release_mode mode) {
    Self gone;
    const std::lock_guard lock(mutex_);
    if (threads_ == 0) {
        return napi_invalid_arg;
    }
    threads_--;
    gone = letGo();
    if (!closing_ && (threads_ == 0 || mode == napi_tsfn_abort)) {
        closing_ = mode == napi_tsfn_abort;
        room_.notify_all();
        wakeLoop();
    }
    return napi_ok;
}

napi_threadsafe_function__::Self napi_threadsafe_function__::letGo() {
    return closed_ && threads_ == 0 ? std::move(self_) : Self();
}

void napi_threadsafe_function__::wakeLoop() {
    if (!scheduled_) {
        scheduled_ = true;
        loop_.post([self = shared_from_this()] { self->drain(); });
    }
}

void napi_threadsafe_function__::drain() {
    while (true) {
        std::shared_ptr<Delivery> delivery;
        {
            const std::lock_guard lock(mutex_);
            if (closed_) {
                return;
            }
            if (closing_ || (waiting_.empty() && threads_ == 0)) {
                break;
            }
            if (waiting_.empty()) {
                scheduled_ = false;
                return;
            }
            delivery = waiting_.front();
            waiting_.pop_front();
            room_.notify_one();
        }
        deliver(*delivery);
        env_.endTask();
    }
    close();
}

void napi_threadsafe_function__::deliver(Delivery& delivery) {
    env_.afterTurn = awaited_ ? &delivery.after : nullptr;
    {
        const Scope scope(env_.handles);
        if (callJs_ != nullptr) {
            callJs_(env_.handle(), function_.get(), context_, delivery.data);
        } else if (function_) {
            env_.call(*function_, nullptr, {});
        }
    }
    env_.afterTurn = nullptr;
    bool ours = false;
    {
        const std::lock_guard lock(mutex_);
        ours = delivery.abandoned;
        delivery.done = !ours;
        happened_.notify_all();
    }
    if (ours) {
        for (const auto& task : delivery.after) {
            task();
        }
    }
}

void napi_threadsafe_function__::close() {
    std::deque<std::shared_ptr<Delivery>> dropped;
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
        dropped.swap(waiting_);
        for (const auto& delivery : dropped) {
            delivery->done = true;
        }
        happened_.notify_all();
        room_.notify_all();
    }
    env_.threadsafeFunctions.erase(this);
    if (callJs_ != nullptr) {
        for (const auto& delivery : dropped) {
            callJs_(nullptr, nullptr, context_, delivery->data);  // without an environment it only frees the data
        }
    }
    if (finalizer_.run != nullptr) {
        const Scope scope(env_.handles);
        finalizer_.run(env_.handle(), finalizer_.data, context_);
    }
    function_ = {};
    Self gone;
    const std::lock_guard lock(mutex_);
    closed_ = true;
    gone = letGo();
}

napi_status napi_create_threadsafe_function(napi_env env, napi_value function, napi_value /*resource*/,
                                            napi_value name, std::size_t queue_limit, std::size_t threads,
                                            void* finalize_data, napi_finalize finalize, void* context,
                                            napi_threadsafe_function_call_js call_js,
                                            napi_threadsafe_function* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (result == nullptr || name == nullptr || threads == 0 || (function == nullptr && call_js == nullptr)) {
        return env->fail(napi_invalid_arg);
    }
    auto* callee = muzon::host::as<Function>(function);
    if (function != nullptr && callee == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    const auto created = std::make_shared<napi_threadsafe_function__>(
        *env, callee, queue_limit, threads, context, call_js, Finalizer{finalize, finalize_data, nullptr});
    created->begin();
    *result = created.get();
    return env->ok();
}

napi_status napi_call_threadsafe_function(napi_threadsafe_function function, void* data,
                                          napi_threadsafe_function_call_mode mode) {
    return function == nullptr ? napi_invalid_arg : function->call(data, mode);
}

napi_status napi_release_threadsafe_function(napi_threadsafe_function function,
                                             napi_threadsafe_function_release_mode mode) {
    return function == nullptr ? napi_invalid_arg : function->release(mode);
}

/** Does nothing. It tells Node.js not to wait for it at its end, and this loop never ends by itself. */
napi_status napi_unref_threadsafe_function(napi_env env, napi_threadsafe_function function) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    return function == nullptr ? env->fail(napi_invalid_arg) : env->ok();
}
