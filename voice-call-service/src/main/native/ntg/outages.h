#pragma once

#include <cstdint>

#include "instance.h"

namespace muzon::ntg {

/** Marks a thread that creates a call: the connection that the addon makes on it meanwhile is that call's. */
class Creating {
public:
    Creating(ntg_instance* instance, std::int64_t chat);
    Creating(const Creating&) = delete;
    Creating& operator=(const Creating&) = delete;
    ~Creating();
};

/** Forgets the connections of a call that ends. Nothing is told of them once this has returned. */
void forgetConnections(ntg_instance* instance, std::int64_t chat);

/** Forgets the connections of all calls of an instance. */
void forgetConnections(ntg_instance* instance);

}  // namespace muzon::ntg
