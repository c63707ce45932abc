#include <cstdlib>
#include <exception>
#include <memory>

#include "instance.h"
#include "outages.h"

using namespace muzon::host;
using muzon::ntg::fail;
using muzon::ntg::theHost;

int ntg_host_load(const char* addon) {
    if (addon == nullptr) {
        return fail(NTG_ERR_NULL_POINTER, "there is no addon path");
    }
    if (theHost != nullptr) {
        return fail(NTG_ERR_UNKNOWN, "an addon is loaded already");
    }
    auto host = std::make_unique<Host>();
    try {
        host->load(addon);
    } catch (const std::exception& refused) {
        return fail(NTG_ERR_UNKNOWN, refused.what());
    }
    theHost = host.release();
    return NTG_OK;
}

ntg_instance* ntg_instance_create() {
    if (theHost == nullptr) {
        fail(NTG_ERR_UNKNOWN, "no addon is loaded");
        return nullptr;
    }
    auto instance = std::make_unique<ntg_instance>();
    std::string complaint;
    theHost->loop().run([&] {
        Environment& env = theHost->env();
        const Scope scope(env.handles);
        auto* type = as<Function>(env.get(theHost->exports(), "NTgCalls").get());
        if (type == nullptr) {
            complaint = "the addon exports no class NTgCalls";
            return;
        }
        const Ref<Value> object = env.construct(*type, nullptr, 0);
        if (!object) {
            complaint = env.messageOf(env.takeException().get());
            return;
        }
        instance->object = Ref<Object>(object);
    });
    if (!complaint.empty()) {
        fail(NTG_ERR_UNKNOWN, complaint);
        return nullptr;
    }
    return instance.release();
}

void ntg_instance_destroy(ntg_instance* instance) {
    if (instance == nullptr) {
        return;
    }
    muzon::ntg::forgetConnections(instance);
    Environment& env = theHost->env();
    env.hurried++;  // the object's end waits for the addon's threads
    theHost->loop().run([instance] {
        *instance->listening = false;
        instance->object = {};
    });
    env.hurried--;
    delete instance;
}

void ntg_string_free(char* text) { std::free(text); }

void ntg_call_info_entry_free(ntg_call_info_entry* entries, std::size_t /*count*/) { std::free(entries); }
