#include "fixture.h"

using namespace muzon::host;
using namespace muzon::test;

namespace {

napi_value fail(napi_env env, napi_callback_info /*info*/) {
    napi_value error = nullptr;
    napi_create_error(env, nullptr, text(env, "as told"), &error);
    napi_throw(env, error);
    return nullptr;
}

/** Gives its data back as text, followed by the number of arguments. */
napi_value tellData(napi_env env, napi_callback_info info) {
    std::size_t count = 3;
    napi_value arguments[3];
    void* data = nullptr;
    EXPECT_EQ(napi_get_cb_info(env, info, &count, arguments, nullptr, &data), napi_ok);
    EXPECT_EQ(arguments[2], env->undefined.get());
    return text(env, static_cast<const char*>(data) + std::to_string(count));
}

napi_value construct(napi_env env, napi_callback_info info) {
    napi_value self = nullptr;
    napi_value target = nullptr;
    void* counter = nullptr;
    napi_get_cb_info(env, info, nullptr, nullptr, &self, &counter);
    napi_get_new_target(env, info, &target);
    EXPECT(target != nullptr);
    EXPECT_EQ(napi_wrap(env, self, counter, count, nullptr, nullptr), napi_ok);
    return self;
}

napi_value isCallOnly(napi_env env, napi_callback_info info) {
    napi_value target = nullptr;
    napi_get_new_target(env, info, &target);
    napi_value answer = nullptr;
    napi_get_boolean(env, target == nullptr, &answer);
    return answer;
}

char greeting[] = "hello";

napi_value function(napi_env env, napi_callback callback, void* data = nullptr) {
    napi_value value = nullptr;
    EXPECT_EQ(napi_create_function(env, "f", 1, callback, data, &value), napi_ok);
    return value;
}

}  // namespace

TEST(a_function_gets_its_data_and_its_arguments) {
    Host host;
    onLoop(host, [](napi_env env) {
        const napi_value arguments[] = {number(env, 1), number(env, 2)};
        napi_value result = nullptr;
        EXPECT_EQ(napi_call_function(env, nullptr, function(env, tellData, greeting), 2, arguments, &result), napi_ok);
        EXPECT_EQ(textOf(env, result), "hello2");
        EXPECT_EQ(napi_call_function(env, nullptr, object(env), 0, nullptr, &result), napi_function_expected);
    });
}

TEST(a_thrown_error_waits_until_someone_takes_it) {
    Host host;
    onLoop(host, [](napi_env env) {
        napi_value result = nullptr;
        EXPECT_EQ(napi_call_function(env, nullptr, function(env, fail), 0, nullptr, &result), napi_pending_exception);
        bool pending = false;
        napi_is_exception_pending(env, &pending);
        EXPECT(pending);
        EXPECT_EQ(napi_get_named_property(env, object(env), "x", &result), napi_pending_exception);

        napi_value error = nullptr;
        EXPECT_EQ(napi_get_and_clear_last_exception(env, &error), napi_ok);
        napi_value message = nullptr;
        EXPECT_EQ(napi_get_named_property(env, error, "message", &message), napi_ok);
        EXPECT_EQ(textOf(env, message), "as told");
        napi_is_exception_pending(env, &pending);
        EXPECT(!pending);
    });
}

TEST(an_error_that_nobody_takes_ends_with_its_task) {
    Host host;
    onLoop(host, [](napi_env env) { fail(env, nullptr); });
    onLoop(host, [](napi_env env) {
        bool pending = true;
        napi_is_exception_pending(env, &pending);
        EXPECT(!pending);
    });
}

TEST(a_class_has_instance_and_static_members) {
    Host host;
    int finalized = 0;
    onLoop(host, [&finalized](napi_env env) {
        napi_property_descriptor members[] = {
            {"tell", nullptr, tellData, nullptr, nullptr, nullptr, napi_default, greeting},
            {"own", nullptr, nullptr, tellData, nullptr, nullptr, napi_default, greeting},
            {"kind", nullptr, nullptr, nullptr, nullptr, text(env, "static"), napi_static, nullptr},
        };
        napi_value type = nullptr;
        EXPECT_EQ(napi_define_class(env, "Thing", 5, construct, &finalized, 3, members, &type), napi_ok);
        napi_value instance = nullptr;
        EXPECT_EQ(napi_new_instance(env, type, 0, nullptr, &instance), napi_ok);
        napi_value got = nullptr;
        napi_get_named_property(env, type, "kind", &got);
        EXPECT_EQ(textOf(env, got), "static");
        napi_get_named_property(env, instance, "own", &got);
        EXPECT_EQ(textOf(env, got), "hello0");
        bool has = false;
        EXPECT_EQ(napi_has_property(env, instance, text(env, "tell"), &has), napi_ok);
        EXPECT(has);
        EXPECT_EQ(napi_has_property(env, instance, text(env, "kind"), &has), napi_ok);
        EXPECT(!has);
        EXPECT_EQ(finalized, 0);
    });
    EXPECT_EQ(finalized, 1);
}

TEST(a_plain_call_has_no_new_target) {
    Host host;
    onLoop(host, [](napi_env env) {
        napi_value answer = nullptr;
        bool callOnly = false;
        napi_call_function(env, nullptr, function(env, isCallOnly), 0, nullptr, &answer);
        napi_get_value_bool(env, answer, &callOnly);
        EXPECT(callOnly);
    });
}

TEST(a_wrap_can_be_read_and_taken_back) {
    Host host;
    int finalized = 0;
    onLoop(host, [&finalized](napi_env env) {
        const napi_value holder = object(env);
        EXPECT_EQ(napi_wrap(env, holder, &finalized, count, nullptr, nullptr), napi_ok);
        EXPECT_EQ(napi_wrap(env, holder, &finalized, count, nullptr, nullptr), napi_invalid_arg);
        void* native = nullptr;
        EXPECT_EQ(napi_unwrap(env, holder, &native), napi_ok);
        EXPECT_EQ(native, &finalized);
        EXPECT_EQ(napi_remove_wrap(env, holder, &native), napi_ok);
        EXPECT_EQ(napi_unwrap(env, holder, &native), napi_invalid_arg);
    });
    EXPECT_EQ(finalized, 0);
}

TEST(the_global_map_is_filled_by_its_own_set) {
    Host host;
    onLoop(host, [](napi_env env) {
        napi_value global = nullptr;
        napi_value type = nullptr;
        napi_value map = nullptr;
        napi_value set = nullptr;
        napi_get_global(env, &global);
        napi_get_named_property(env, global, "Map", &type);
        EXPECT_EQ(napi_new_instance(env, type, 0, nullptr, &map), napi_ok);
        napi_get_named_property(env, map, "set", &set);
        const napi_value entry[] = {number(env, 1), text(env, "one")};
        EXPECT_EQ(napi_call_function(env, map, set, 2, entry, nullptr), napi_ok);
        EXPECT_EQ(as<Map>(map)->entries.size(), 1U);
        EXPECT_EQ(napi_call_function(env, object(env), set, 2, entry, nullptr), napi_pending_exception);
        napi_value error = nullptr;
        napi_get_and_clear_last_exception(env, &error);
    });
}
