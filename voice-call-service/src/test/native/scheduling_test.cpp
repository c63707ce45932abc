#include "../../main/native/jni/scheduling.h"

#include <pthread.h>

#include <future>
#include <thread>

#include "check.h"

namespace {

using muzon::jni::Scheduling;

Scheduling ownScheduling() {
    Scheduling own;
    syscall(SYS_sched_getattr, 0, &own, sizeof own, 0);
    return own;
}

/** Returns the scheduling of a thread with this name after the threads were arranged. */
Scheduling scheduling(const char* name) {
    std::promise<void> named;
    std::promise<void> done;
    Scheduling own;
    std::thread thread([&] {
        pthread_setname_np(pthread_self(), name);
        named.set_value();
        done.get_future().wait();
        own = ownScheduling();
    });
    named.get_future().wait();
    muzon::jni::arrangeThreads();
    done.set_value();
    thread.join();
    return own;
}

/** Returns whether this process may make a thread more urgent. */
bool allowed() {
    bool result = false;
    std::thread([&] { result = setpriority(PRIO_PROCESS, 0, muzon::jni::urgentNice) == 0; }).join();
    return result;
}

}  // namespace

TEST(encoders_wait_for_a_free_processor) { EXPECT_EQ(static_cast<int>(scheduling("AudioEncoderQue").policy), SCHED_BATCH); }

TEST(threads_of_packets_go_before_others) {
    EXPECT_EQ(scheduling("ntg-net").nice, allowed() ? muzon::jni::urgentNice : ownScheduling().nice);
}

TEST(other_threads_keep_their_scheduling) {
    EXPECT_EQ(scheduling("pcm-1").policy, ownScheduling().policy);
    EXPECT_EQ(scheduling("pcm-1").nice, ownScheduling().nice);
}

TEST(what_an_urgent_thread_starts_is_not_urgent) {
    Scheduling child;
    std::thread([&] {
        muzon::jni::makeUrgent(0);
        std::thread([&] { child = ownScheduling(); }).join();
    }).join();
    EXPECT_EQ(child.nice, allowed() ? 0 : ownScheduling().nice);
}
