#pragma once

#include <memory>
#include <string>

#include "environment.h"
#include "loop.h"
#include "workers.h"

namespace muzon::host {

/** A loop, its workers, and an environment with one addon in it. */
class Host {
public:
    Host();
    /** The addon must have no work left. The addon itself is never unloaded: its threads may be anywhere in it. */
    ~Host();

    /**
     * Loads the addon, once.
     *
     * @throws std::runtime_error when it cannot be loaded or does not register itself
     */
    void load(const std::string& path);

    /** Returns the address of a function that the addon offers by this name, null when it offers none. */
    void* find(const char* name) const;

    Loop& loop() { return loop_; }
    /** Returns the environment, to be touched only within a turn of the loop. */
    Environment& env() { return *env_; }
    /** Returns what the addon exports, to be touched only within a turn of the loop. */
    Object& exports() { return *exports_; }

private:
    Loop loop_;
    Workers workers_;
    std::unique_ptr<napi_env__> env_;
    Ref<Object> exports_;
    void* library_ = nullptr;
};

}  // namespace muzon::host
