// A small addon with the shape of ntgcalls': a wrapped class whose methods give promises, done as async work, and an
// event through a thread-safe function. It makes no calls, but answers so that tests can see what reached it.
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

#include "../../../main/native/abi/node_api.h"

/** The class whose functions ntgcalls asks for by name. */
namespace wrtc::interfaces {

class GroupConnection {
public:
    GroupConnection(bool first, bool second);
    virtual ~GroupConnection() = default;
    virtual void state_updated(bool now);

    bool connected = false;
};

GroupConnection::GroupConnection(bool, bool) {}

void GroupConnection::state_updated(bool now) { connected = now; }

}  // namespace wrtc::interfaces

namespace {

using wrtc::interfaces::GroupConnection;

constexpr auto untilZero = static_cast<std::size_t>(-1);

std::atomic<int> live{0};
std::weak_ptr<GroupConnection> newest;

struct Calls {
    struct One {
        std::shared_ptr<GroupConnection> connection = std::make_shared<GroupConnection>(false, false);
        bool muted = false;
        std::uint64_t sum = 0;
    };

    Calls() { live++; }
    ~Calls() {
        live--;
        forget();
    }

    One& at(std::int64_t chat) {
        const auto found = calls.find(chat);
        if (found == calls.end()) {
            throw std::runtime_error("Connection with chat id \"" + std::to_string(chat) + "\" not found");
        }
        return found->second;
    }

    void forget() {
        if (listener != nullptr) {
            napi_release_threadsafe_function(listener, napi_tsfn_release);
            listener = nullptr;
        }
    }

    std::mutex mutex;
    std::map<std::int64_t, One> calls;
    napi_threadsafe_function listener = nullptr;
};

using Work = std::function<void()>;
using Answer = std::function<napi_value(napi_env env)>;

/** Work on its way: what to do, what to answer, whom. */
struct Pending {
    Work work;
    Answer answer;
    std::string failure;
    napi_deferred deferred;
    napi_async_work self;
};

struct Arguments {
    napi_value values[4];
    Calls* calls;
};

Arguments argumentsOf(napi_env env, napi_callback_info info) {
    Arguments arguments{};
    std::size_t count = 4;
    napi_value self = nullptr;
    napi_get_cb_info(env, info, &count, arguments.values, &self, nullptr);
    void* native = nullptr;
    napi_unwrap(env, self, &native);
    arguments.calls = static_cast<Calls*>(native);
    return arguments;
}

napi_value text(napi_env env, const std::string& content) {
    napi_value value = nullptr;
    napi_create_string_utf8(env, content.c_str(), untilZero, &value);
    return value;
}

napi_value number(napi_env env, double content) {
    napi_value value = nullptr;
    napi_create_double(env, content, &value);
    return value;
}

napi_value nothing(napi_env env) {
    napi_value value = nullptr;
    napi_get_undefined(env, &value);
    return value;
}

std::int64_t chatOf(napi_env env, napi_value value) {
    std::int64_t chat = 0;
    bool lossless = false;
    napi_get_value_bigint_int64(env, value, &chat, &lossless);
    return chat;
}

std::int32_t numberIn(napi_env env, napi_value object, const char* name) {
    napi_value value = nullptr;
    std::int32_t content = 0;
    napi_get_named_property(env, object, name, &value);
    napi_get_value_int32(env, value, &content);
    return content;
}

void execute(napi_env /*env*/, void* data) {
    auto* pending = static_cast<Pending*>(data);
    try {
        pending->work();
    } catch (const std::exception& failure) {
        pending->failure = failure.what();
    }
}

void complete(napi_env env, napi_status /*status*/, void* data) {
    auto* pending = static_cast<Pending*>(data);
    if (pending->failure.empty()) {
        napi_resolve_deferred(env, pending->deferred, pending->answer(env));
    } else {
        napi_value error = nullptr;
        napi_create_error(env, nullptr, text(env, pending->failure), &error);
        napi_reject_deferred(env, pending->deferred, error);
    }
    napi_delete_async_work(env, pending->self);
    delete pending;
}

napi_value later(napi_env env, Work work, Answer answer = nothing) {
    auto* pending = new Pending{std::move(work), std::move(answer), "", nullptr, nullptr};
    napi_value promise = nullptr;
    napi_create_promise(env, &pending->deferred, &promise);
    napi_create_async_work(env, nullptr, text(env, "work"), execute, complete, pending, &pending->self);
    napi_queue_async_work(env, pending->self);
    return promise;
}

napi_value createCall(napi_env env, napi_callback_info info) {
    const Arguments given = argumentsOf(env, info);
    const std::int64_t chat = chatOf(env, given.values[0]);
    const auto work = [=] {
        const std::lock_guard lock(given.calls->mutex);
        const auto [made, isNew] = given.calls->calls.try_emplace(chat);
        if (!isNew) {
            throw std::runtime_error("Connection cannot be initialized more than once.");
        }
        newest = made->second.connection;
    };
    return later(env, work, [chat](napi_env here) { return text(here, "payload of " + std::to_string(chat)); });
}

napi_value stop(napi_env env, napi_callback_info info) {
    const Arguments given = argumentsOf(env, info);
    const std::int64_t chat = chatOf(env, given.values[0]);
    return later(env, [=] {
        const std::lock_guard lock(given.calls->mutex);
        given.calls->at(chat);
        given.calls->calls.erase(chat);
    });
}

napi_value calls(napi_env env, napi_callback_info info) {
    const Arguments given = argumentsOf(env, info);
    return later(
        env, [] {},
        [given](napi_env here) {
            napi_value global = nullptr;
            napi_value type = nullptr;
            napi_value map = nullptr;
            napi_value set = nullptr;
            napi_get_global(here, &global);
            napi_get_named_property(here, global, "Map", &type);
            napi_new_instance(here, type, 0, nullptr, &map);
            napi_get_named_property(here, map, "set", &set);
            for (const auto& [chat, call] : given.calls->calls) {
                napi_value entry[2];
                napi_create_bigint_int64(here, chat, &entry[0]);
                napi_create_object(here, &entry[1]);
                napi_set_named_property(here, entry[1], "playback", number(here, 1));
                napi_set_named_property(here, entry[1], "capture", number(here, 2));
                napi_call_function(here, map, set, 2, entry, nullptr);
            }
            return map;
        });
}

napi_value sendExternalFrame(napi_env env, napi_callback_info info) {
    const Arguments given = argumentsOf(env, info);
    const std::int64_t chat = chatOf(env, given.values[0]);
    std::uint32_t length = 0;
    std::uint64_t sum = 0;
    napi_get_array_length(env, given.values[2], &length);
    for (std::uint32_t i = 0; i < length; i++) {
        napi_value element = nullptr;
        std::uint32_t value = 0;
        napi_get_element(env, given.values[2], i, &element);
        napi_get_value_uint32(env, element, &value);
        sum += value;
    }
    return later(env, [=] {
        const std::lock_guard lock(given.calls->mutex);
        given.calls->at(chat).sum += sum;
    });
}

/** Returns the sum of all bytes of all frames of the call. */
napi_value time(napi_env env, napi_callback_info info) {
    const Arguments given = argumentsOf(env, info);
    const std::int64_t chat = chatOf(env, given.values[0]);
    return later(
        env, [] {},
        [=](napi_env here) {
            napi_value value = nullptr;
            napi_create_bigint_uint64(here, given.calls->at(chat).sum, &value);
            return value;
        });
}

napi_value setStreamSources(napi_env env, napi_callback_info info) {
    const Arguments given = argumentsOf(env, info);
    napi_value microphone = nullptr;
    napi_get_named_property(env, given.values[2], "microphone", &microphone);
    const bool fine = numberIn(env, microphone, "mediaSource") == 32 &&
                      numberIn(env, microphone, "sampleRate") == 48000 &&
                      numberIn(env, microphone, "channelCount") == 2;
    return later(env, [fine] {
        if (!fine) {
            throw std::runtime_error("expected source 32, 48000 Hz, 2 channels");
        }
    });
}

napi_value mute(napi_env env, napi_callback_info info) {
    const Arguments given = argumentsOf(env, info);
    const std::int64_t chat = chatOf(env, given.values[0]);
    const bool changed = !given.calls->at(chat).muted;
    given.calls->at(chat).muted = true;
    return later(
        env, [] {},
        [changed](napi_env here) {
            napi_value value = nullptr;
            napi_get_boolean(here, changed, &value);
            return value;
        });
}

napi_value getState(napi_env env, napi_callback_info info) {
    const Arguments given = argumentsOf(env, info);
    const bool muted = given.calls->at(chatOf(env, given.values[0])).muted;
    return later(
        env, [] {},
        [muted](napi_env here) {
            napi_value state = nullptr;
            napi_value value = nullptr;
            napi_create_object(here, &state);
            napi_get_boolean(here, muted, &value);
            napi_set_named_property(here, state, "muted", value);
            return state;
        });
}

/** Tells the listener that the connection timed out. */
void tell(napi_env env, napi_value function, void* /*context*/, void* data) {
    auto* chat = static_cast<std::int64_t*>(data);
    if (env != nullptr) {
        napi_value arguments[2];
        napi_create_bigint_int64(env, *chat, &arguments[0]);
        napi_create_object(env, &arguments[1]);
        napi_set_named_property(env, arguments[1], "state", number(env, 8));
        napi_set_named_property(env, arguments[1], "kind", number(env, 1));
        napi_call_function(env, nothing(env), function, 2, arguments, nullptr);
    }
    delete chat;
}

napi_value onConnectionChange(napi_env env, napi_callback_info info) {
    const Arguments given = argumentsOf(env, info);
    given.calls->forget();
    napi_create_threadsafe_function(env, given.values[0], nullptr, text(env, "events"), 0, 1, nullptr, nullptr,
                                    nullptr, tell, &given.calls->listener);
    return nothing(env);
}

napi_value connect(napi_env env, napi_callback_info info) {
    const Arguments given = argumentsOf(env, info);
    const std::int64_t chat = chatOf(env, given.values[0]);
    return later(env, [=] {
        napi_call_threadsafe_function(given.calls->listener, new std::int64_t(chat), napi_tsfn_nonblocking);
    });
}

void destroy(napi_env /*env*/, void* native, void* /*hint*/) { delete static_cast<Calls*>(native); }

napi_value construct(napi_env env, napi_callback_info info) {
    napi_value self = nullptr;
    napi_get_cb_info(env, info, nullptr, nullptr, &self, nullptr);
    napi_wrap(env, self, new Calls(), destroy, nullptr, nullptr);
    return self;
}

}  // namespace

extern "C" int live_instances() { return live; }

/** Updates the state of the newest connection as ICE does. Returns the state, or none when the connection is gone. */
extern "C" int update_state(int connected) {
    const auto connection = newest.lock();
    if (!connection) {
        return -1;
    }
    connection->state_updated(connected != 0);
    return connection->connected ? 1 : 0;
}

extern "C" napi_value napi_register_module_v1(napi_env env, napi_value exports) {
    const auto method = [](const char* name, napi_callback callback) {
        return napi_property_descriptor{name,    nullptr, callback,     nullptr,
                                        nullptr, nullptr, napi_default, nullptr};
    };
    const napi_property_descriptor methods[] = {
        method("createCall", createCall),
        method("connect", connect),
        method("stop", stop),
        method("calls", calls),
        method("time", time),
        method("mute", mute),
        method("getState", getState),
        method("setStreamSources", setStreamSources),
        method("sendExternalFrame", sendExternalFrame),
        method("onConnectionChange", onConnectionChange),
    };
    napi_value type = nullptr;
    napi_define_class(env, "NTgCalls", untilZero, construct, nullptr, std::size(methods), methods, &type);
    napi_set_named_property(env, exports, "NTgCalls", type);
    return exports;
}
