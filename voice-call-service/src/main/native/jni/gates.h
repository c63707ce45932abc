#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace muzon::jni {

/**
 * One gate per call, which frames pass. The library removes a call without regard to frames inside it, which then use
 * freed memory. So a gate is closed before each removal, and closing waits for the frame that is inside.
 */
class Gates {
public:
    void open(std::int64_t chat) {
        const std::lock_guard lock(mutex_);
        gates_[chat].closing = false;
    }

    /** Tells whether a frame may enter. If so, leave must follow. */
    bool enter(std::int64_t chat) {
        const std::lock_guard lock(mutex_);
        const auto gate = gates_.find(chat);
        if (gate == gates_.end() || gate->second.closing) {
            return false;
        }
        gate->second.inside++;
        return true;
    }

    void leave(std::int64_t chat) {
        const std::lock_guard lock(mutex_);
        const auto gate = gates_.find(chat);
        if (--gate->second.inside == 0 && gate->second.closing) {
            gates_.erase(gate);
            empty_.notify_all();
        }
    }

    /** Lets no more frames in and waits until none is inside, a frame's time at most. */
    void close(std::int64_t chat) {
        std::unique_lock lock(mutex_);
        const auto gate = gates_.find(chat);
        if (gate == gates_.end()) {
            return;
        }
        if (gate->second.inside == 0) {
            gates_.erase(gate);
            return;
        }
        gate->second.closing = true;
        empty_.wait_for(lock, patience, [this, chat] {
            const auto now = gates_.find(chat);
            return now == gates_.end() || !now->second.closing;
        });
    }

private:
    /** A frame takes less than a millisecond. One that takes longer hangs in the library, which must not spread. */
    static constexpr std::chrono::seconds patience{2};

    struct Gate {
        int inside = 0;
        bool closing = false;
    };

    std::mutex mutex_;
    std::condition_variable empty_;
    std::unordered_map<std::int64_t, Gate> gates_;
};

/** A frame's way through its call's gate. */
class Passage {
public:
    Passage(Gates& gates, std::int64_t chat) : gates_(gates), chat_(chat), inside_(gates.enter(chat)) {}
    Passage(const Passage&) = delete;
    Passage& operator=(const Passage&) = delete;
    ~Passage() {
        if (inside_) {
            gates_.leave(chat_);
        }
    }

    bool inside() const { return inside_; }

private:
    Gates& gates_;
    const std::int64_t chat_;
    const bool inside_;
};

}  // namespace muzon::jni
