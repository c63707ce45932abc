#include "../../main/native/jni/encoders.h"

#include <pthread.h>

#include <future>
#include <thread>

#include "check.h"

namespace {

/** Returns the scheduling of a thread with this name after the encoders were made patient. */
int scheduling(const char* name) {
    std::promise<void> named;
    std::promise<void> done;
    int policy = -1;
    std::thread thread([&] {
        pthread_setname_np(pthread_self(), name);
        named.set_value();
        done.get_future().wait();
        policy = sched_getscheduler(0);
    });
    named.get_future().wait();
    muzon::jni::makeEncodersPatient();
    done.set_value();
    thread.join();
    return policy;
}

}  // namespace

TEST(encoders_wait_for_a_free_processor) { EXPECT_EQ(scheduling("AudioEncoderQue"), SCHED_BATCH); }

TEST(other_threads_keep_their_scheduling) { EXPECT_EQ(scheduling("frame-pump"), sched_getscheduler(0)); }
