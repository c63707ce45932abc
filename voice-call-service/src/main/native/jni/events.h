#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>

namespace muzon::jni {

/** A change of a call's connection. */
struct Event {
    std::int64_t chat;
    int state;
};

/**
 * A queue where the library's threads leave events and a Java thread takes them. So no foreign thread ever enters the
 * JVM, and nothing in Java can hold up the library.
 */
class Events {
public:
    void put(Event event) {
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(event);
        }
        news_.notify_one();
    }

    /** Waits for the next event. Returns none once closed. */
    std::optional<Event> take() {
        std::unique_lock lock(mutex_);
        news_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
        if (closed_) {
            return std::nullopt;
        }
        const Event event = waiting_.front();
        waiting_.pop_front();
        return event;
    }

    void close() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
        }
        news_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable news_;
    std::deque<Event> waiting_;
    bool closed_ = false;
};

}  // namespace muzon::jni
