#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "../abi/ntgcalls.h"

namespace muzon::jni {

/**
 * The instances of the library, one for each call. An instance that makes a call keeps every other user of it waiting
 * for some milliseconds, so frames of other calls go through others. An instance whose call ended serves another chat
 * later, since making one is dear.
 */
class Lines {
public:
    /** Returns the chat's instance, null when it has none. */
    ntg_instance* of(std::int64_t chat) {
        const std::lock_guard lock(mutex_);
        const auto line = busy_.find(chat);
        return line == busy_.end() ? nullptr : line->second;
    }

    /** Takes an idle instance for the chat, the one that has been idle for longest. Returns null when there is none. */
    ntg_instance* take(std::int64_t chat) {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) {
            return nullptr;
        }
        ntg_instance* instance = idle_.front();
        idle_.pop_front();
        busy_[chat] = instance;
        return instance;
    }

    /** Adds a new instance that serves the chat. */
    void add(std::int64_t chat, ntg_instance* instance) {
        const std::lock_guard lock(mutex_);
        all_.push_back(instance);
        busy_[chat] = instance;
    }

    /** Notes that the chat's call is over. */
    void release(std::int64_t chat) {
        const std::lock_guard lock(mutex_);
        const auto line = busy_.find(chat);
        if (line != busy_.end()) {
            idle_.push_back(line->second);
            busy_.erase(line);
        }
    }

    /** Takes everything, to be destroyed. */
    std::vector<ntg_instance*> takeAll() {
        const std::lock_guard lock(mutex_);
        busy_.clear();
        idle_.clear();
        return std::exchange(all_, {});
    }

private:
    std::mutex mutex_;
    std::vector<ntg_instance*> all_;
    std::deque<ntg_instance*> idle_;
    std::unordered_map<std::int64_t, ntg_instance*> busy_;
};

}  // namespace muzon::jni
