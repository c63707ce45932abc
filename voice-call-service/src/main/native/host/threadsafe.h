#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "environment.h"

/**
 * A function that any thread may call: calls wait in a queue and happen on the loop. A thread that calls an awaited one
 * goes on only after that, and does what the call left to be done outside the loop's turn.
 *
 * It lives until the last thread has let go of it *and* the loop has said goodbye; each may come first. Threads that
 * come after the goodbye are told that it is closing and count as having let go.
 */
struct napi_threadsafe_function__ final : std::enable_shared_from_this<napi_threadsafe_function__> {
    napi_threadsafe_function__(muzon::host::Environment& env, muzon::host::Ref<muzon::host::Function> function,
                               std::size_t limit, std::size_t threads, void* context,
                               napi_threadsafe_function_call_js callJs, muzon::host::Finalizer finalizer);
    napi_threadsafe_function__(const napi_threadsafe_function__&) = delete;
    napi_threadsafe_function__& operator=(const napi_threadsafe_function__&) = delete;

    /** Keeps itself alive from now on, as described above. */
    void begin();

    napi_status call(void* data, napi_threadsafe_function_call_mode mode);
    napi_status release(napi_threadsafe_function_release_mode mode);

    /** Drops, on the loop, what waits and says goodbye. */
    void close();

private:
    using Self = std::shared_ptr<napi_threadsafe_function__>;

    /** What a call is about, and whether it happened. Guarded by the mutex, except the tasks within the turn. */
    struct Delivery {
        void* data;
        bool done = false;
        bool abandoned = false;
        std::vector<std::function<void()>> after;
    };

    /**
     * Releases one thread's share. Keep the result until the mutex is free again. It is empty while someone still needs
     * this.
     */
    Self letGo();
    void wakeLoop();
    void drain();
    void deliver(Delivery& delivery);
    void await(std::unique_lock<std::mutex>& lock, Delivery& delivery);

    muzon::host::Environment& env_;
    muzon::host::Loop& loop_;
    muzon::host::Ref<muzon::host::Function> function_;
    const std::size_t limit_;
    void* const context_;
    const napi_threadsafe_function_call_js callJs_;
    const muzon::host::Finalizer finalizer_;
    const bool awaited_;

    std::mutex mutex_;
    std::condition_variable room_;
    std::condition_variable happened_;
    std::deque<std::shared_ptr<Delivery>> waiting_;
    std::size_t threads_;
    bool scheduled_ = false;
    bool closing_ = false;
    bool closed_ = false;
    Self self_;
};
