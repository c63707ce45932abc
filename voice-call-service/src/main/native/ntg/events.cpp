#include "instance.h"

using namespace muzon::host;
using muzon::ntg::Arguments;
using muzon::ntg::invoke;
using muzon::ntg::numberIn;
using muzon::ntg::numberOf;
using muzon::ntg::ordinalOf;

namespace {

using Tell = std::function<void(Environment& env, const Call& call)>;

/** Registers a function that the addon calls. It stays silent once the instance is destroyed. */
int listen(ntg_instance* instance, const char* method, const Tell& tell, bool awaited = false) {
    return invoke(instance, method, [&](Environment& env) {
        auto body = [tell, listening = instance->listening](Environment& here, Call& call) {
            if (tell && *listening && call.count > 0) {
                tell(here, call);
            }
            return Ref<Value>();
        };
        const auto function = make<Function>(env, body);
        function->awaited = awaited;
        return Arguments{function};
    });
}

Value* argument(const Call& call, std::size_t index) { return index < call.count ? call.arguments[index] : nullptr; }

}  // namespace

namespace muzon::ntg {

ntg_media_state mediaState(Environment& env, Object& told) {
    return ntg_media_state{
        numberIn(env, told, "muted") != 0,
        numberIn(env, told, "videoPaused") != 0,
        numberIn(env, told, "videoStopped") != 0,
        numberIn(env, told, "presentationPaused") != 0,
        numberIn(env, told, "presentationStopped") != 0,
    };
}

}  // namespace muzon::ntg

int ntg_on_upgrade_callback(ntg_instance* instance, ntg_upgrade_callback_cb callback, void* user) {
    if (callback == nullptr) {
        return listen(instance, "onUpgrade", {});
    }
    return listen(instance, "onUpgrade", [=](Environment& env, const Call& call) {
        if (auto* state = as<Object>(argument(call, 1))) {
            callback(instance, numberOf(argument(call, 0)), muzon::ntg::mediaState(env, *state), user);
        }
    });
}

int ntg_on_stream_end_callback(ntg_instance* instance, ntg_stream_end_callback_cb callback, void* user) {
    if (callback == nullptr) {
        return listen(instance, "onStreamEnd", {});
    }
    return listen(instance, "onStreamEnd", [=](Environment&, const Call& call) {
        callback(instance, numberOf(argument(call, 0)), static_cast<ntg_stream_type>(numberOf(argument(call, 1))),
                 static_cast<ntg_stream_device>(numberOf(argument(call, 2))), user);
    });
}

int ntg_on_connection_change_callback(ntg_instance* instance, ntg_connection_change_callback_cb callback, void* user) {
    if (callback == nullptr) {
        return listen(instance, "onConnectionChange", {});
    }
    instance->connectionChange = [=](std::int64_t chat, ntg_connection_state state) {
        callback(instance, chat, ntg_connection_info{state, NTG_CONNECTION_KIND_NORMAL}, user);
    };
    const auto tell = [=](Environment& env, const Call& call) {
        if (auto* told = as<Object>(argument(call, 1))) {
            const int state = ordinalOf(static_cast<int>(numberIn(env, *told, "state")));
            const ntg_connection_info info{static_cast<ntg_connection_state>(state),
                                           static_cast<ntg_connection_kind>(numberIn(env, *told, "kind"))};
            env.later([=, chat = numberOf(argument(call, 0))] {
                const muzon::ntg::InCallback inside;
                callback(instance, chat, info, user);
            });
        }
    };
    // The addon's thread tells this before it removes a call that is over.
    return listen(instance, "onConnectionChange", tell, true);
}
