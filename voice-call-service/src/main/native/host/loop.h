#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace muzon::host {

/**
 * A loop that lets one task at a time touch the addon's world. Posted tasks run on the loop's own thread, the others on
 * the thread that brings them, which saves two thread switches per call. The addon sees the same as in Node.js, one
 * thing after another, and never sees threads.
 */
class Loop {
public:
    using Task = std::function<void()>;

    Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;
    ~Loop() { stop(); }

    /** Sets what is called after each task, within its turn. Must be called by a task. */
    void afterEach(Task task) { afterEach_ = std::move(task); }

    /** Queues a task to run soon on the loop's thread, from any thread and at any time. A stopped loop drops it. */
    void post(Task task);

    /** Waits for a turn and runs the task here and now. Never from within a task. */
    void run(const Task& task);

    /** Tells whether this thread is within a task. */
    bool isCurrent() const { return holder_.load(std::memory_order_relaxed) == std::this_thread::get_id(); }

    /** Runs what has been posted and ends the loop's thread. */
    void stop();

private:
    void work();

    std::mutex turn_;
    std::atomic<std::thread::id> holder_;
    Task afterEach_;

    std::mutex mutex_;
    std::condition_variable news_;
    std::vector<Task> tasks_;
    bool stopped_ = false;
    std::thread thread_;
};

}  // namespace muzon::host
