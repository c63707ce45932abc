#pragma once

#include <dirent.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

namespace muzon::jni {

/** The beginning of the names of the library's threads that encode. There is one for each call. */
constexpr const char* encoderName = "AudioEncoder";

/** The beginning of the names of the library's threads that every packet of every call passes. */
constexpr const char* packetsName = "ntg-";

/** Where the system lets us, urgent threads go before all ordinary work, as other programs of sound do. */
constexpr int urgentNice = -11;

/** Works for so short a time that the kernel, from 6.12 on, lets it begin at once. Older ones ignore it. */
constexpr std::uint64_t shortSliceNanos = 100'000;

/** The kernel's own struct, of which the C library knows nothing before glibc 2.41. */
struct Scheduling {
    std::uint32_t size = sizeof(Scheduling);
    std::uint32_t policy = SCHED_OTHER;
    std::uint64_t flags = 1;  // what an urgent thread starts is not urgent
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t runtime = shortSliceNanos;
    std::uint64_t deadline = 0;
    std::uint64_t period = 0;
};

/**
 * Lets a thread go before others, 0 being the caller. A frame's way is short work that everybody hears when it is late.
 * Among many equal threads it would get only their equal share.
 */
inline void makeUrgent(int thread) {
    Scheduling wanted;
    wanted.nice = urgentNice;
    if (syscall(SYS_sched_setattr, thread, &wanted, 0) != 0) {
        wanted.nice = getpriority(PRIO_PROCESS, static_cast<id_t>(thread));
        syscall(SYS_sched_setattr, thread, &wanted, 0);
    }
}

/**
 * Lets an encoder work behind the thread that sends frames. The library makes encoders urgent where it may: each of a
 * hundred frames would be interrupted by the encoder that it wakes, and all that follow be late. As batch work they begin
 * when a processor is free, and encode a packet's frames together.
 */
inline void makePatient(int thread) {
    const sched_param none{};
    sched_setscheduler(thread, SCHED_BATCH, &none);
}

/** Arranges the library's threads: packets go before all, encoders wait for a free processor. */
inline void arrangeThreads() {
    DIR* tasks = opendir("/proc/self/task");
    if (tasks == nullptr) {
        return;
    }
    while (const dirent* task = readdir(tasks)) {
        std::string name;
        std::getline(std::ifstream(std::string("/proc/self/task/") + task->d_name + "/comm"), name);
        if (name.rfind(encoderName, 0) == 0) {
            makePatient(std::atoi(task->d_name));
        } else if (name.rfind(packetsName, 0) == 0) {
            makeUrgent(std::atoi(task->d_name));
        }
    }
    closedir(tasks);
}

}  // namespace muzon::jni
