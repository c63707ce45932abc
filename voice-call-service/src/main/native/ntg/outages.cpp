/**
 * The outages of connections that stood. The addon hears of them from ICE, which asks the server every few seconds and
 * misses the answers for some more. But it tells its listeners of a call's first connection only. So nobody heard of a
 * voice server that was away.
 *
 * As with the log (host/addon_log.cpp), the addon asks for these functions of a class by name, and finds ours
 * first. They do what the addon's do, and tell. A version that names them otherwise tells nothing, as before.
 */

#include "outages.h"

#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#define CONNECTION "_ZN4wrtc10interfaces15GroupConnection"
#define CONSTRUCTOR CONNECTION "C1Ebb"
#define STATE_UPDATED CONNECTION "13state_updatedEb"

namespace {

using Lock = std::lock_guard<std::mutex>;

/** The call that a connection belongs to. */
struct Owner {
    ntg_instance* instance;
    std::int64_t chat;
};

/** A connection of a call, and whether its listener takes it for standing. */
struct Connection {
    Owner owner;
    bool stood = false;
    bool out = false;
};

thread_local std::optional<Owner> creating;

std::mutex mutex;

/** Never destroyed: the addon's threads may outlive the statics of a process that ends. */
auto& connections = *new std::unordered_map<void*, Connection>();

template <class Chosen>
void forget(Chosen chosen) {
    const Lock lock(mutex);
    for (auto each = connections.begin(); each != connections.end();) {
        each = chosen(each->second.owner) ? connections.erase(each) : std::next(each);
    }
}

/** Tells the end of a connection that stood, and its return. The lock keeps its call from being forgotten meanwhile. */
void note(void* updated, bool connected) {
    const Lock lock(mutex);
    const auto found = connections.find(updated);
    if (found == connections.end()) {
        return;
    }
    Connection& connection = found->second;
    const bool news = connection.stood && connection.out == connected;
    connection.stood = connection.stood || connected;
    connection.out = connection.stood && !connected;
    const ntg_instance& instance = *connection.owner.instance;
    if (news && instance.connectionChange) {
        const muzon::ntg::InCallback inside;
        instance.connectionChange(connection.owner.chat, connected ? NTG_CONNECTION_STATE_CONNECTED
                                                                   : NTG_CONNECTION_STATE_CONNECTING);
    }
}

template <class Function>
Function addons(const char* name) {
    return reinterpret_cast<Function>(muzon::ntg::theHost->find(name));
}

}  // namespace

namespace muzon::ntg {

Creating::Creating(ntg_instance* instance, std::int64_t chat) { creating = Owner{instance, chat}; }

Creating::~Creating() { creating.reset(); }

void forgetConnections(ntg_instance* instance, std::int64_t chat) {
    forget([=](const Owner& owner) { return owner.instance == instance && owner.chat == chat; });
}

void forgetConnections(ntg_instance* instance) {
    forget([=](const Owner& owner) { return owner.instance == instance; });
}

}  // namespace muzon::ntg

extern "C" {

__attribute__((visibility("default"))) void muzonConnectionMade(void* made, bool first, bool second) asm(CONSTRUCTOR);

__attribute__((visibility("default"))) void muzonConnectionUpdated(void* updated, bool connected) asm(STATE_UPDATED);

void muzonConnectionMade(void* made, bool first, bool second) {
    static const auto make = addons<void (*)(void*, bool, bool)>(CONSTRUCTOR);
    make(made, first, second);
    if (creating) {
        const Lock lock(mutex);
        connections[made] = Connection{*creating};
    }
}

void muzonConnectionUpdated(void* updated, bool connected) {
    static const auto update = addons<void (*)(void*, bool)>(STATE_UPDATED);
    update(updated, connected);
    note(updated, connected);
}

}  // extern "C"
