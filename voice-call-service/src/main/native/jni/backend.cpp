#include "backend.h"

#include <dlfcn.h>

#include <stdexcept>

namespace muzon::jni {

namespace {

std::string loaderWords(const std::string& otherwise) {
    const char* words = dlerror();
    return words == nullptr ? otherwise : words;
}

template <class Function>
void find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    if (function == nullptr) {
        throw std::runtime_error(loaderWords(std::string(name) + " is missing") +
                                 " (the ntgcalls 3.0 C interface is needed)");
    }
}

}  // namespace

Backend open(const std::string& path, const std::string& addon) {
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        throw std::runtime_error(loaderWords(path + " cannot be loaded"));
    }
    Backend backend{};
    find(library, "ntg_last_error", backend.lastError);
    find(library, "ntg_string_free", backend.freeString);
    find(library, "ntg_instance_create", backend.create);
    find(library, "ntg_instance_destroy", backend.destroy);
    find(library, "ntg_on_connection_change_callback", backend.onConnectionChange);
    find(library, "ntg_create_call", backend.createCall);
    find(library, "ntg_set_stream_sources", backend.setStreamSources);
    find(library, "ntg_connect", backend.connect);
    find(library, "ntg_send_external_frame", backend.sendFrame);
    find(library, "ntg_stop", backend.stop);
    const auto load = reinterpret_cast<decltype(&::ntg_host_load)>(dlsym(library, "ntg_host_load"));
    if (load != nullptr && load(addon.c_str()) != NTG_OK) {
        throw std::runtime_error(backend.lastError());
    }
    return backend;
}

}  // namespace muzon::jni
