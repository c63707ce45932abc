// A library with the ntgcalls 3.0 C interface, as far as the shim needs it. Its thread connects a call at once. Like the
// real one it locks an instance while it creates or ends a call, and for each frame. With chat 14 it keeps the lock until
// frames of other chats have come through. Chat 15 fails once a frame is inside it, and is removed like those of the real
// one: as soon as the news has been taken.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <thread>

#include "../../../main/native/abi/ntgcalls.h"

struct ntg_instance {
    ntg_connection_change_callback_cb callback = nullptr;
    void* user = nullptr;
    std::thread connecting;
    std::mutex lock;
};

namespace {

constexpr std::int64_t slowChat = 14;

constexpr std::int64_t failingChat = 15;

std::atomic<long> frames{0};
std::atomic<int> inside{0};
std::atomic<bool> removing{false};

void fail(ntg_instance* instance) {
    while (inside == 0) {
        std::this_thread::yield();
    }
    removing = true;
    instance->callback(instance, failingChat, {NTG_CONNECTION_STATE_FAILED, NTG_CONNECTION_KIND_NORMAL},
                       instance->user);
    std::printf("REMOVED: %d frames inside\n", inside.load());
    std::fflush(stdout);
}

/** Stays in the call for long enough that a removal which does not wait is over before. */
void linger() {
    inside++;
    while (!removing) {
        std::this_thread::yield();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    inside--;
}

void awaitFrames(const char* meanwhile) {
    const long enough = frames + 10;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (frames < enough && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    std::printf("%s: frames %s\n", meanwhile, frames < enough ? "stood still" : "went on");
    std::fflush(stdout);
}

}  // namespace

extern "C" {

const char* ntg_last_error() { return "Так нельзя"; }

void ntg_string_free(char* text) { std::free(text); }

ntg_instance* ntg_instance_create() { return new ntg_instance(); }

void ntg_instance_destroy(ntg_instance* instance) {
    if (instance->connecting.joinable()) {
        instance->connecting.join();
    }
    delete instance;
}

int ntg_on_connection_change_callback(ntg_instance* instance, ntg_connection_change_callback_cb callback, void* user) {
    instance->callback = callback;
    instance->user = user;
    return NTG_OK;
}

int ntg_create_call(ntg_instance* instance, std::int64_t chat, char** payload) {
    const std::lock_guard locked(instance->lock);
    if (chat == 13) {
        return NTG_ERR_UNKNOWN;
    }
    if (chat == slowChat) {
        awaitFrames("CREATING");
    }
    *payload = strdup("payload of the library");
    return NTG_OK;
}

int ntg_set_stream_sources(ntg_instance* /*instance*/, std::int64_t /*chat*/, ntg_stream_mode mode,
                           ntg_media_description media) {
    const bool fine = mode == NTG_STREAM_MODE_CAPTURE && media.microphone != nullptr && media.speaker == nullptr &&
                      media.microphone->media_source == NTG_MEDIA_SOURCE_EXTERNAL &&
                      media.microphone->sample_rate == 48000 && media.microphone->channel_count == 2;
    return fine ? NTG_OK : NTG_ERR_UNKNOWN;
}

int ntg_connect(ntg_instance* instance, std::int64_t chat, const char* /*transport*/, bool /*presentation*/) {
    instance->connecting = std::thread([=] {
        instance->callback(instance, chat, {NTG_CONNECTION_STATE_CONNECTED, NTG_CONNECTION_KIND_PRESENTATION},
                           instance->user);
        instance->callback(instance, chat, {NTG_CONNECTION_STATE_CONNECTED, NTG_CONNECTION_KIND_NORMAL},
                           instance->user);
        if (chat == failingChat) {
            fail(instance);
        }
    });
    return NTG_OK;
}

int ntg_send_external_frame(ntg_instance* instance, std::int64_t chat, ntg_stream_device device,
                            const std::uint8_t* data, std::size_t length, ntg_frame_data /*frame*/) {
    const std::lock_guard locked(instance->lock);
    frames++;
    if (chat == failingChat) {
        linger();
    }
    const bool fine = device == NTG_STREAM_DEVICE_MICROPHONE && length == 1920 && data[0] == 1 && data[1919] == 255;
    return fine ? NTG_OK : NTG_ERR_UNKNOWN;
}

int ntg_stop(ntg_instance* instance, std::int64_t chat) {
    const std::lock_guard locked(instance->lock);
    if (chat == slowChat) {
        awaitFrames("ENDING");
    }
    return NTG_OK;
}
}
