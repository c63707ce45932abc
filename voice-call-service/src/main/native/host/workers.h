#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace muzon::host {

/** A few threads for work that must not hold up the loop. As many as Node.js has by default. */
class Workers {
public:
    Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers() { stop(); }

    void post(std::function<void()> work);

    /** Does what has been posted and ends the threads. */
    void stop();

private:
    void work();

    std::mutex mutex_;
    std::condition_variable news_;
    std::deque<std::function<void()>> waiting_;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace muzon::host
