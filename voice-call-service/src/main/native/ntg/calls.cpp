#include <cstdlib>
#include <cstring>

#include "instance.h"
#include "outages.h"

using namespace muzon::host;
using muzon::ntg::Arguments;
using muzon::ntg::fail;
using muzon::ntg::invoke;
using muzon::ntg::numberIn;
using muzon::ntg::numberOf;

namespace {

int change(ntg_instance* instance, const char* method, std::int64_t chat, bool* changed) {
    return invoke(instance, method, chat, [changed](Environment&, Value& result) {
        if (changed != nullptr) {
            *changed = numberOf(&result) != 0;
        }
    });
}

Ref<Value> describe(Environment& env, const ntg_audio_description* audio) {
    const auto described = make<Object>(env);
    const int source = audio->media_source;
    described->put("mediaSource", make<Number>(source == NTG_MEDIA_SOURCE_UNKNOWN ? 0 : 1 << (source - 1)));
    described->put("sampleRate", make<Number>(audio->sample_rate));
    described->put("channelCount", make<Number>(audio->channel_count));
    described->put("input", make<String>(audio->input == nullptr ? "" : audio->input));
    described->put("keepOpen", env.boolean(audio->keep_open));
    return described;
}

}  // namespace

int ntg_create_call(ntg_instance* instance, std::int64_t chat, char** payload) {
    if (payload == nullptr) {
        return fail(NTG_ERR_NULL_POINTER, "nowhere to put the payload");
    }
    const muzon::ntg::Creating creating(instance, chat);
    return invoke(instance, "createCall", chat, [payload](Environment&, Value& result) {
        const auto* text = as<String>(&result);
        *payload = strdup(text == nullptr ? "" : text->text.c_str());
    });
}

int ntg_connect(ntg_instance* instance, std::int64_t chat, const char* transport, bool presentation) {
    if (transport == nullptr) {
        return fail(NTG_ERR_NULL_POINTER, "there is no transport");
    }
    return invoke(instance, "connect", [=](Environment& env) {
        return Arguments{BigInt::of(chat), make<String>(transport), env.boolean(presentation)};
    });
}

int ntg_set_stream_sources(ntg_instance* instance, std::int64_t chat, ntg_stream_mode mode,
                           ntg_media_description media) {
    if (media.camera != nullptr || media.screen != nullptr) {
        return fail(NTG_ERR_UNKNOWN, "the host carries sound only");
    }
    return invoke(instance, "setStreamSources", [=](Environment& env) {
        const auto sources = make<Object>(env);
        if (media.microphone != nullptr) {
            sources->put("microphone", describe(env, media.microphone));
        }
        if (media.speaker != nullptr) {
            sources->put("speaker", describe(env, media.speaker));
        }
        return Arguments{BigInt::of(chat), make<Number>(mode), sources};
    });
}

int ntg_pause(ntg_instance* instance, std::int64_t chat, bool* changed) {
    return change(instance, "pause", chat, changed);
}

int ntg_resume(ntg_instance* instance, std::int64_t chat, bool* changed) {
    return change(instance, "resume", chat, changed);
}

int ntg_mute(ntg_instance* instance, std::int64_t chat, bool* changed) {
    return change(instance, "mute", chat, changed);
}

int ntg_unmute(ntg_instance* instance, std::int64_t chat, bool* changed) {
    return change(instance, "unmute", chat, changed);
}

int ntg_stop(ntg_instance* instance, std::int64_t chat) {
    muzon::ntg::forgetConnections(instance, chat);
    return invoke(instance, "stop", chat);
}

int ntg_time(ntg_instance* instance, std::int64_t chat, ntg_stream_mode mode, std::uint64_t* seconds) {
    if (seconds == nullptr) {
        return fail(NTG_ERR_NULL_POINTER, "nowhere to put the time");
    }
    return invoke(
        instance, "time", [=](Environment&) { return Arguments{BigInt::of(chat), make<Number>(mode)}; },
        [seconds](Environment&, Value& result) { *seconds = static_cast<std::uint64_t>(numberOf(&result)); });
}

int ntg_get_state(ntg_instance* instance, std::int64_t chat, ntg_media_state* state) {
    if (state == nullptr) {
        return fail(NTG_ERR_NULL_POINTER, "nowhere to put the state");
    }
    return invoke(instance, "getState", chat, [state](Environment& env, Value& result) {
        if (auto* told = as<Object>(&result)) {
            *state = muzon::ntg::mediaState(env, *told);
        }
    });
}

int ntg_calls(ntg_instance* instance, ntg_call_info_entry** entries, std::size_t* count) {
    if (entries == nullptr || count == nullptr) {
        return fail(NTG_ERR_NULL_POINTER, "nowhere to put the calls");
    }
    const auto noArguments = [](Environment&) { return Arguments{}; };
    return invoke(instance, "calls", noArguments, [=](Environment& env, Value& result) {
        const auto* map = as<Map>(&result);
        *count = map == nullptr ? 0 : map->entries.size();
        *entries = static_cast<ntg_call_info_entry*>(std::calloc(*count + 1, sizeof(ntg_call_info_entry)));
        for (std::size_t i = 0; i < *count; i++) {
            (*entries)[i].key = numberOf(map->entries[i].first.get());
            if (auto* info = as<Object>(map->entries[i].second.get())) {
                (*entries)[i].playback = static_cast<ntg_stream_status>(numberIn(env, *info, "playback"));
                (*entries)[i].capture = static_cast<ntg_stream_status>(numberIn(env, *info, "capture"));
            }
        }
    });
}

int ntg_send_external_frame(ntg_instance* instance, std::int64_t chat, ntg_stream_device device,
                            const std::uint8_t* data, std::size_t length, ntg_frame_data frame) {
    if (data == nullptr) {
        return fail(NTG_ERR_NULL_POINTER, "there is no frame");
    }
    return invoke(instance, "sendExternalFrame", [=](Environment& env) {
        const auto info = make<Object>(env);
        info->put("absoluteCaptureTimestampMs", BigInt::of(frame.absolute_capture_timestamp_ms));
        info->put("rotation", make<Number>(frame.rotation));
        info->put("width", make<Number>(frame.width));
        info->put("height", make<Number>(frame.height));
        return Arguments{BigInt::of(chat), make<Number>(device), make<Bytes>(env, data, length), info};
    });
}
