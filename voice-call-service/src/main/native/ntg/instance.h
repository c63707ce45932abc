#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "../abi/ntgcalls.h"
#include "../host/host.h"

/** The addon's own NTgCalls object. To be looked into within a turn of the loop only. */
struct ntg_instance {
    muzon::host::Ref<muzon::host::Object> object;
    /** Cleared by destroying. What the addon reports after that is not passed on. */
    std::shared_ptr<bool> listening = std::make_shared<bool>(true);
    /** Told of the outages of connections that stood. Set before calls are created. */
    std::function<void(std::int64_t chat, ntg_connection_state state)> connectionChange;
};

namespace muzon::ntg {

using Arguments = std::vector<host::Ref<host::Value>>;
using MakeArguments = std::function<Arguments(host::Environment& env)>;
using TakeResult = std::function<void(host::Environment& env, host::Value& result)>;

/** The process's host, null until an addon is loaded. It ends with the process. */
extern host::Host* theHost;

/** Marks a thread as being within a callback, from where the library must not be called. */
class InCallback {
public:
    InCallback();
    InCallback(const InCallback&) = delete;
    InCallback& operator=(const InCallback&) = delete;
    ~InCallback();
};

/** Remembers the words for ntg_last_error and gives the code. */
int fail(int code, const std::string& words);

/**
 * Calls a method of the addon's object and waits for what it promises.
 *
 * @param arguments called within a turn of the loop
 * @param take called within a turn of the loop, with what came
 * @return NTG_OK, or the code of the failure whose words are then in ntg_last_error
 */
int invoke(ntg_instance* instance, const char* method, const MakeArguments& arguments, const TakeResult& take = {});

/** Does the same for methods whose only argument is the chat. */
int invoke(ntg_instance* instance, const char* method, std::int64_t chat, const TakeResult& take = {});

/** Converts an enumeration value. The addon counts in bits where the C interface counts from zero. */
constexpr int ordinalOf(int bit) { return bit <= 0 ? 0 : __builtin_ctz(static_cast<unsigned>(bit)); }

/** Reads an integer or boolean property, 0 when it is missing. */
std::int64_t numberIn(host::Environment& env, host::Object& object, const char* name);
std::int64_t numberOf(host::Value* value);

ntg_media_state mediaState(host::Environment& env, host::Object& told);

}  // namespace muzon::ntg
