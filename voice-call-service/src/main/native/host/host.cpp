#include "host.h"

#include <dlfcn.h>

#include <stdexcept>

namespace muzon::host {

namespace {

/**
 * Makes our Node-API functions visible to the addon. Java loads libraries privately, so the library opens itself again,
 * publicly this time. In an executable they are public already and there is nothing to open.
 */
void publishOurselves() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<void*>(&napi_create_object), &info) != 0 && info.dli_fname != nullptr) {
        dlopen(info.dli_fname, RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD);
    }
}

std::runtime_error loaderError(const std::string& path) {
    const char* words = dlerror();
    return std::runtime_error(words == nullptr ? path + " cannot be loaded" : words);
}

}  // namespace

Host::Host() {
    loop_.run([this] {
        env_ = std::make_unique<napi_env__>(loop_, workers_);
        loop_.afterEach([this] {
            if (env_) {
                env_->endTask();
            }
        });
    });
}

Host::~Host() {
    workers_.stop();
    loop_.run([this] {
        exports_ = {};
        env_.reset();
    });
    loop_.stop();
}

void Host::load(const std::string& path) {
    publishOurselves();
    // Everything is resolved now: a function that we lack stops the start, not a call in the middle of its life.
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        throw loaderError(path);
    }
    const auto enrol = reinterpret_cast<napi_addon_register_func>(dlsym(library, "napi_register_module_v1"));
    if (enrol == nullptr) {
        throw loaderError(path);
    }
    library_ = library;
    std::string complaint;
    loop_.run([&] {
        const Scope scope(env_->handles);
        const Ref<Object> given = make<Object>(*env_);
        Value* returned = enrol(env_.get(), given.get());
        if (env_->exception) {
            complaint = env_->messageOf(env_->takeException().get());
            return;
        }
        auto* replaced = as<Object>(returned);
        exports_ = replaced == nullptr ? given.get() : replaced;
    });
    if (!complaint.empty()) {
        throw std::runtime_error(path + " did not register itself: " + complaint);
    }
}

void* Host::find(const char* name) const { return dlsym(library_, name); }

}  // namespace muzon::host
