#include "loop.h"

namespace muzon::host {

Loop::Loop() : thread_([this] { work(); }) {}

void Loop::post(Task task) {
    {
        const std::lock_guard lock(mutex_);
        if (stopped_) {
            return;
        }
        tasks_.push_back(std::move(task));
    }
    news_.notify_one();
}

void Loop::run(const Task& task) {
    const std::lock_guard lock(turn_);
    holder_ = std::this_thread::get_id();
    task();
    if (afterEach_) {
        afterEach_();
    }
    holder_ = std::thread::id();
}

void Loop::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    news_.notify_one();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Loop::work() {
    std::vector<Task> batch;
    while (true) {
        {
            std::unique_lock lock(mutex_);
            news_.wait(lock, [this] { return stopped_ || !tasks_.empty(); });
            if (tasks_.empty()) {
                return;
            }
            batch.swap(tasks_);
        }
        for (const Task& task : batch) {
            run(task);
        }
        batch.clear();
    }
}

}  // namespace muzon::host
