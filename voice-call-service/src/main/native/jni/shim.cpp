// The native methods of dev.muzon.voice.engine.ntgcalls.Ntgcalls: each a thin step to one function of the C interface.
// Texts cross as UTF-8 bytes, since JNI's own string functions speak another encoding.

#include <jni.h>

#include <cstring>
#include <exception>
#include <memory>
#include <string>

#include "backend.h"
#include "events.h"
#include "gates.h"
#include "lines.h"
#include "scheduling.h"

#define NATIVE(type, name) extern "C" JNIEXPORT type JNICALL Java_dev_muzon_voice_engine_ntgcalls_Ntgcalls_##name

namespace {

using muzon::jni::arrangeThreads;
using muzon::jni::Backend;
using muzon::jni::Event;
using muzon::jni::Events;
using muzon::jni::Gates;
using muzon::jni::Lines;
using muzon::jni::makeUrgent;
using muzon::jni::Passage;

constexpr jsize frameBytes = 1920;  // VoiceEngine.FRAME_BYTES
constexpr std::int64_t noChat = 0;

Backend backend;

struct Engine {
    Events events;
    Gates gates;
    Lines lines;
};

Engine* engineOf(jlong handle) { return reinterpret_cast<Engine*>(handle); }

jbyteArray bytesOf(JNIEnv* env, const char* text) {
    const auto length = static_cast<jsize>(std::strlen(text));
    const jbyteArray bytes = env->NewByteArray(length);
    if (bytes != nullptr) {
        env->SetByteArrayRegion(bytes, 0, length, reinterpret_cast<const jbyte*>(text));
    }
    return bytes;
}

std::string textOf(JNIEnv* env, jbyteArray bytes) {
    std::string text(static_cast<std::size_t>(env->GetArrayLength(bytes)), '\0');
    env->GetByteArrayRegion(bytes, 0, static_cast<jsize>(text.size()), reinterpret_cast<jbyte*>(text.data()));
    return text;
}

/** Throws NtgcallsException. The caller must return at once. */
void fail(JNIEnv* env, int code, const char* words) {
    const jclass type = env->FindClass("dev/muzon/voice/engine/ntgcalls/NtgcallsException");
    if (type == nullptr) {
        return;
    }
    const jmethodID constructor = env->GetMethodID(type, "<init>", "(I[B)V");
    if (constructor == nullptr) {
        return;
    }
    const jbyteArray text = bytesOf(env, words);
    if (text == nullptr) {
        return;
    }
    const jobject thrown = env->NewObject(type, constructor, static_cast<jint>(code), text);
    if (thrown != nullptr) {
        env->Throw(static_cast<jthrowable>(thrown));
    }
}

void check(JNIEnv* env, int code) {
    if (code != NTG_OK) {
        fail(env, code, backend.lastError());
    }
}

bool over(ntg_connection_state state) {
    return state == NTG_CONNECTION_STATE_FAILED || state == NTG_CONNECTION_STATE_TIMEOUT ||
           state == NTG_CONNECTION_STATE_CLOSED;
}

/** Leaves the event for Java. The library removes a call that is over as soon as this returns. */
void remember(ntg_instance* /*instance*/, std::int64_t chat, ntg_connection_info info, void* user) {
    if (info.kind == NTG_CONNECTION_KIND_NORMAL) {
        auto* engine = static_cast<Engine*>(user);
        if (over(info.state)) {
            engine->gates.close(chat);
        }
        engine->events.put(Event{chat, info.state});
    }
}

/** Makes the calling thread urgent, the first time that it sends a frame. */
void hurry() {
    thread_local bool urgent = false;
    if (!urgent) {
        urgent = true;
        makeUrgent(0);
    }
}

/** Finds or makes an instance for the chat. Returns null when the library refuses, with the reason in its last error. */
ntg_instance* lineFor(Engine& engine, std::int64_t chat) {
    if (ntg_instance* idle = engine.lines.take(chat)) {
        return idle;
    }
    ntg_instance* instance = backend.create();
    if (instance == nullptr) {
        return nullptr;
    }
    if (backend.onConnectionChange(instance, &remember, &engine) != NTG_OK) {
        backend.destroy(instance);
        return nullptr;
    }
    engine.lines.add(chat, instance);
    return instance;
}

/** Returns the chat's instance. Throws NtgcallsException and returns null when there is none. */
ntg_instance* lineOf(JNIEnv* env, jlong handle, jlong chat) {
    ntg_instance* instance = engineOf(handle)->lines.of(chat);
    if (instance == nullptr) {
        fail(env, NTG_ERR_CONNECTION_NOT_FOUND, "the chat has no call");
    }
    return instance;
}

}  // namespace

NATIVE(void, load)(JNIEnv* env, jclass, jbyteArray library, jbyteArray addon) {
    try {
        backend = muzon::jni::open(textOf(env, library), textOf(env, addon));
    } catch (const std::exception& refused) {
        fail(env, NTG_ERR_UNKNOWN, refused.what());
    }
}

NATIVE(jlong, open)(JNIEnv* env, jclass) {
    auto engine = std::make_unique<Engine>();
    if (lineFor(*engine, noChat) == nullptr) {
        fail(env, NTG_ERR_UNKNOWN, backend.lastError());
        return 0;
    }
    engine->lines.release(noChat);
    return reinterpret_cast<jlong>(engine.release());
}

NATIVE(void, closeEvents)(JNIEnv*, jclass, jlong handle) { engineOf(handle)->events.close(); }

NATIVE(void, close)(JNIEnv*, jclass, jlong handle) {
    const std::unique_ptr<Engine> engine(engineOf(handle));
    for (ntg_instance* instance : engine->lines.takeAll()) {
        backend.destroy(instance);
    }
}

NATIVE(jboolean, nextEvent)(JNIEnv* env, jclass, jlong handle, jlongArray chatAndState) {
    const auto event = engineOf(handle)->events.take();
    if (!event) {
        return JNI_FALSE;
    }
    if (event->state == NTG_CONNECTION_STATE_CONNECTED) {
        arrangeThreads();
    }
    const jlong content[] = {event->chat, event->state};
    env->SetLongArrayRegion(chatAndState, 0, 2, content);
    return JNI_TRUE;
}

NATIVE(jbyteArray, createCall)(JNIEnv* env, jclass, jlong handle, jlong chat) {
    char* payload = nullptr;
    Engine* engine = engineOf(handle);
    ntg_instance* instance = lineFor(*engine, chat);
    const int code = instance == nullptr ? NTG_ERR_UNKNOWN : backend.createCall(instance, chat, &payload);
    if (code != NTG_OK) {
        engine->lines.release(chat);
        fail(env, code, backend.lastError());
        return nullptr;
    }
    engine->gates.open(chat);
    const jbyteArray bytes = bytesOf(env, payload);
    backend.freeString(payload);
    return bytes;
}

NATIVE(void, useExternalMicrophone)(JNIEnv* env, jclass, jlong handle, jlong chat) {
    char noInput[] = "";
    ntg_audio_description microphone{NTG_MEDIA_SOURCE_EXTERNAL, 48000, 2, noInput, false};
    const ntg_media_description media{&microphone, nullptr, nullptr, nullptr};
    if (ntg_instance* instance = lineOf(env, handle, chat)) {
        check(env, backend.setStreamSources(instance, chat, NTG_STREAM_MODE_CAPTURE, media));
    }
}

NATIVE(void, connect)(JNIEnv* env, jclass, jlong handle, jlong chat, jbyteArray transport) {
    if (ntg_instance* instance = lineOf(env, handle, chat)) {
        check(env, backend.connect(instance, chat, textOf(env, transport).c_str(), false));
    }
}

NATIVE(jint, sendFrame)(JNIEnv* env, jclass, jlong handle, jlong chat, jbyteArray pcm) {
    hurry();
    std::uint8_t frame[frameBytes];
    env->GetByteArrayRegion(pcm, 0, frameBytes, reinterpret_cast<jbyte*>(frame));
    if (env->ExceptionCheck()) {
        return NTG_ERR_UNKNOWN;
    }
    const Passage passage(engineOf(handle)->gates, chat);
    if (!passage.inside()) {
        return NTG_ERR_CONNECTION_NOT_FOUND;
    }
    return backend.sendFrame(engineOf(handle)->lines.of(chat), chat, NTG_STREAM_DEVICE_MICROPHONE, frame, sizeof frame,
                             ntg_frame_data{0, NTG_VIDEO_ROTATION_0, 0, 0});
}

NATIVE(void, stop)(JNIEnv* env, jclass, jlong handle, jlong chat) {
    engineOf(handle)->gates.close(chat);
    if (ntg_instance* instance = lineOf(env, handle, chat)) {
        check(env, backend.stop(instance, chat));
        engineOf(handle)->lines.release(chat);
    }
}
