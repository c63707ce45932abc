#pragma once

#include <dirent.h>
#include <sched.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace muzon::jni {

/** The beginning of the names of the library's threads that encode. There is one for each call. */
constexpr const char* encoderName = "AudioEncoder";

/**
 * Lets the encoders work behind the thread that sends frames. The library makes them urgent where it may: each of a
 * hundred frames would be interrupted by the encoder that it wakes, and all that follow be late. As batch work they begin
 * when a processor is free, and encode a packet's frames together.
 */
inline void makeEncodersPatient() {
    DIR* tasks = opendir("/proc/self/task");
    if (tasks == nullptr) {
        return;
    }
    while (const dirent* task = readdir(tasks)) {
        std::string name;
        std::getline(std::ifstream(std::string("/proc/self/task/") + task->d_name + "/comm"), name);
        if (name.rfind(encoderName, 0) == 0) {
            const sched_param none{};
            sched_setscheduler(std::atoi(task->d_name), SCHED_BATCH, &none);
        }
    }
    closedir(tasks);
}

}  // namespace muzon::jni
