#include "workers.h"

namespace muzon::host {

namespace {

constexpr int threadCount = 4;

}  // namespace

Workers::Workers() {
    for (int i = 0; i < threadCount; i++) {
        threads_.emplace_back([this] { work(); });
    }
}

void Workers::post(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(work));
    }
    news_.notify_one();
}

void Workers::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    news_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
    threads_.clear();
}

void Workers::work() {
    while (true) {
        std::function<void()> next;
        {
            std::unique_lock lock(mutex_);
            news_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
            if (waiting_.empty()) {
                return;
            }
            next = std::move(waiting_.front());
            waiting_.pop_front();
        }
        next();
    }
}

}  // namespace muzon::host
