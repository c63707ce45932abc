// The part of the ntgcalls 3.0 C interface that Muzon uses, declared from the facts of its binary interface. Every
// function that returns int returns 0 or a negative code. The words are in ntg_last_error(), per thread.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

struct ntg_instance;

enum ntg_result_code {
    NTG_OK = 0,
    NTG_ERR_UNKNOWN = -1,
    NTG_ERR_NULL_POINTER = -2,
    NTG_ERR_TRANSPORT_PARSE = -102,
    NTG_ERR_CONNECTION_NOT_FOUND = -201,
};

enum ntg_media_source {
    NTG_MEDIA_SOURCE_UNKNOWN,
    NTG_MEDIA_SOURCE_FILE,
    NTG_MEDIA_SOURCE_SHELL,
    NTG_MEDIA_SOURCE_FFMPEG,
    NTG_MEDIA_SOURCE_DEVICE,
    NTG_MEDIA_SOURCE_DESKTOP,
    NTG_MEDIA_SOURCE_EXTERNAL,
};

enum ntg_stream_mode { NTG_STREAM_MODE_CAPTURE, NTG_STREAM_MODE_PLAYBACK };

enum ntg_stream_device {
    NTG_STREAM_DEVICE_MICROPHONE,
    NTG_STREAM_DEVICE_SPEAKER,
    NTG_STREAM_DEVICE_CAMERA,
    NTG_STREAM_DEVICE_SCREEN,
};

enum ntg_stream_type { NTG_STREAM_TYPE_AUDIO, NTG_STREAM_TYPE_VIDEO };

enum ntg_stream_status { NTG_STREAM_STATUS_ACTIVE, NTG_STREAM_STATUS_PAUSED, NTG_STREAM_STATUS_IDLING };

enum ntg_connection_state {
    NTG_CONNECTION_STATE_CONNECTING,
    NTG_CONNECTION_STATE_CONNECTED,
    NTG_CONNECTION_STATE_FAILED,
    NTG_CONNECTION_STATE_TIMEOUT,
    NTG_CONNECTION_STATE_CLOSED,
};

enum ntg_connection_kind { NTG_CONNECTION_KIND_NORMAL, NTG_CONNECTION_KIND_PRESENTATION };

enum ntg_video_rotation { NTG_VIDEO_ROTATION_0 };

struct ntg_audio_description {
    ntg_media_source media_source;
    std::uint32_t sample_rate;
    std::uint8_t channel_count;
    char* input;
    bool keep_open;
};

struct ntg_video_description;

/** A description of what is sent and heard. A null pointer leaves that device out. */
struct ntg_media_description {
    ntg_audio_description* microphone;
    ntg_audio_description* speaker;
    ntg_video_description* camera;
    ntg_video_description* screen;
};

struct ntg_frame_data {
    std::int64_t absolute_capture_timestamp_ms;
    ntg_video_rotation rotation;
    std::uint16_t width;
    std::uint16_t height;
};

struct ntg_media_state {
    bool muted;
    bool video_paused;
    bool video_stopped;
    bool presentation_paused;
    bool presentation_stopped;
};

struct ntg_connection_info {
    ntg_connection_state state;
    ntg_connection_kind kind;
};

struct ntg_call_info_entry {
    std::int64_t key;
    ntg_stream_status playback;
    ntg_stream_status capture;
};

using ntg_upgrade_callback_cb = void (*)(ntg_instance* instance, std::int64_t chat, ntg_media_state state, void* user);
using ntg_stream_end_callback_cb = void (*)(ntg_instance* instance, std::int64_t chat, ntg_stream_type type,
                                            ntg_stream_device device, void* user);
using ntg_connection_change_callback_cb = void (*)(ntg_instance* instance, std::int64_t chat, ntg_connection_info info,
                                                   void* user);

const char* ntg_last_error();
void ntg_string_free(char* text);
void ntg_call_info_entry_free(ntg_call_info_entry* entries, std::size_t count);

ntg_instance* ntg_instance_create();
void ntg_instance_destroy(ntg_instance* instance);

int ntg_create_call(ntg_instance* instance, std::int64_t chat, char** payload);
int ntg_connect(ntg_instance* instance, std::int64_t chat, const char* transport, bool presentation);
int ntg_set_stream_sources(ntg_instance* instance, std::int64_t chat, ntg_stream_mode mode,
                           ntg_media_description media);
int ntg_pause(ntg_instance* instance, std::int64_t chat, bool* changed);
int ntg_resume(ntg_instance* instance, std::int64_t chat, bool* changed);
int ntg_mute(ntg_instance* instance, std::int64_t chat, bool* changed);
int ntg_unmute(ntg_instance* instance, std::int64_t chat, bool* changed);
int ntg_stop(ntg_instance* instance, std::int64_t chat);
int ntg_time(ntg_instance* instance, std::int64_t chat, ntg_stream_mode mode, std::uint64_t* seconds);
int ntg_get_state(ntg_instance* instance, std::int64_t chat, ntg_media_state* state);
int ntg_calls(ntg_instance* instance, ntg_call_info_entry** entries, std::size_t* count);
int ntg_send_external_frame(ntg_instance* instance, std::int64_t chat, ntg_stream_device device,
                            const std::uint8_t* data, std::size_t length, ntg_frame_data frame);

int ntg_on_upgrade_callback(ntg_instance* instance, ntg_upgrade_callback_cb callback, void* user);
int ntg_on_stream_end_callback(ntg_instance* instance, ntg_stream_end_callback_cb callback, void* user);
int ntg_on_connection_change_callback(ntg_instance* instance, ntg_connection_change_callback_cb callback, void* user);

// Not part of ntgcalls: tells libntghost.so, once per process, which addon to load. Backends that are the library
// itself do not have it.
int ntg_host_load(const char* addon);
}
