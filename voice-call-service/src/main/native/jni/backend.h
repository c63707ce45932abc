#pragma once

#include <string>

#include "../abi/ntgcalls.h"

namespace muzon::jni {

/** The library that makes the calls: ntgcalls itself, or our host with the addon in it. */
struct Backend {
    decltype(&::ntg_last_error) lastError;
    decltype(&::ntg_string_free) freeString;
    decltype(&::ntg_instance_create) create;
    decltype(&::ntg_instance_destroy) destroy;
    decltype(&::ntg_on_connection_change_callback) onConnectionChange;
    decltype(&::ntg_create_call) createCall;
    decltype(&::ntg_set_stream_sources) setStreamSources;
    decltype(&::ntg_connect) connect;
    decltype(&::ntg_send_external_frame) sendFrame;
    decltype(&::ntg_stop) stop;
};

/**
 * Opens the library for the rest of the process's life.
 *
 * @param addon for our host: what to load. Ignored by libraries that load nothing
 * @throws std::runtime_error when it cannot be opened, lacks a function or refuses the addon
 */
Backend open(const std::string& library, const std::string& addon);

}  // namespace muzon::jni
