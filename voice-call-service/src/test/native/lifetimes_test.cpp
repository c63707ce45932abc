#include <vector>

#include "../../main/native/host/promise.h"
#include "fixture.h"

using namespace muzon::host;
using namespace muzon::test;

namespace {

napi_value watched(napi_env env, int* finalized) {
    const napi_value value = object(env);
    EXPECT_EQ(napi_add_finalizer(env, value, finalized, count, nullptr, nullptr), napi_ok);
    return value;
}

}  // namespace

TEST(what_a_scope_made_ends_with_it_but_finalizers_wait_for_the_task) {
    Host host;
    int finalized = 0;
    onLoop(host, [&finalized](napi_env env) {
        napi_handle_scope scope = nullptr;
        napi_open_handle_scope(env, &scope);
        const napi_value value = watched(env, &finalized);
        napi_ref weak = nullptr;
        napi_create_reference(env, value, 0, &weak);
        napi_close_handle_scope(env, scope);

        napi_value gone = env->undefined.get();
        EXPECT_EQ(napi_get_reference_value(env, weak, &gone), napi_ok);
        EXPECT_EQ(gone, nullptr);
        EXPECT_EQ(finalized, 0);
        napi_delete_reference(env, weak);
    });
    EXPECT_EQ(finalized, 1);
}

TEST(one_value_escapes) {
    Host host;
    int finalized = 0;
    onLoop(host, [&finalized](napi_env env) {
        napi_escapable_handle_scope scope = nullptr;
        napi_open_escapable_handle_scope(env, &scope);
        napi_value escaped = nullptr;
        const napi_value value = watched(env, &finalized);
        EXPECT_EQ(napi_escape_handle(env, scope, value, &escaped), napi_ok);
        EXPECT_EQ(napi_escape_handle(env, scope, value, &escaped), napi_escape_called_twice);
        napi_close_escapable_handle_scope(env, scope);
        napi_valuetype type = napi_undefined;
        EXPECT_EQ(napi_typeof(env, escaped, &type), napi_ok);
        EXPECT_EQ(type, napi_object);
    });
    EXPECT_EQ(finalized, 1);
}

TEST(a_counted_reference_keeps_alive_over_tasks) {
    Host host;
    int finalized = 0;
    napi_ref strong = nullptr;
    onLoop(host, [&](napi_env env) { napi_create_reference(env, watched(env, &finalized), 1, &strong); });
    EXPECT_EQ(finalized, 0);
    onLoop(host, [&](napi_env env) {
        napi_value value = nullptr;
        napi_get_reference_value(env, strong, &value);
        EXPECT(value != nullptr);
        napi_delete_reference(env, strong);
    });
    EXPECT_EQ(finalized, 1);
}

TEST(the_end_of_the_host_finalizes_what_is_left_and_runs_the_hooks_backwards) {
    static std::vector<int> order;
    order.clear();
    int finalized = 0;
    napi_ref strong = nullptr;
    {
        Host host;
        onLoop(host, [&](napi_env env) {
            napi_create_reference(env, watched(env, &finalized), 1, &strong);
            const auto note = [](void* number) { order.push_back(*static_cast<int*>(number)); };
            static int numbers[] = {1, 2};
            napi_add_env_cleanup_hook(env, note, &numbers[0]);
            napi_add_env_cleanup_hook(env, note, &numbers[1]);
        });
    }
    EXPECT_EQ(finalized, 1);
    EXPECT_EQ(order.size(), 2U);
    EXPECT_EQ(order.front(), 2);
}

TEST(a_promise_settles_once_and_tells_late_comers) {
    Host host;
    onLoop(host, [](napi_env env) {
        napi_deferred deferred = nullptr;
        napi_value promise = nullptr;
        napi_create_promise(env, &deferred, &promise);
        std::string heard;
        const auto hear = [&](Value& value, bool rejected) {
            heard += (rejected ? "!" : "=") + as<String>(&value)->text;
        };
        as<Promise>(promise)->then(hear);
        EXPECT_EQ(heard, "");
        EXPECT_EQ(napi_resolve_deferred(env, deferred, text(env, "yes")), napi_ok);
        as<Promise>(promise)->then(hear);
        as<Promise>(promise)->settle(text(env, "no"), true);
        EXPECT_EQ(heard, "=yes=yes");

        napi_create_promise(env, &deferred, &promise);
        as<Promise>(promise)->then(hear);
        napi_reject_deferred(env, deferred, text(env, "broken"));
        EXPECT_EQ(heard, "=yes=yes!broken");
    });
}
