#include "async_work.h"

#include "loop.h"
#include "workers.h"

using muzon::host::Scope;

void napi_async_work__::finish(napi_env env) {
    if (complete != nullptr) {
        const Scope scope(env->handles);
        complete(env, napi_ok, data);
    }
}

napi_status napi_create_async_work(napi_env env, napi_value /*resource*/, napi_value /*name*/,
                                   napi_async_execute_callback execute, napi_async_complete_callback complete,
                                   void* data, napi_async_work* result) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (execute == nullptr || result == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    *result = new napi_async_work__{execute, complete, data};
    return env->ok();
}

napi_status napi_queue_async_work(napi_env env, napi_async_work work) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (work == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    if (env->workHere != nullptr) {
        env->workHere->push_back(work);
        return env->ok();
    }
    env->workers.post([env, work] {
        work->execute(env, work->data);
        env->loop.post([env, work] { work->finish(env); });
    });
    return env->ok();
}

napi_status napi_delete_async_work(napi_env env, napi_async_work work) {
    if (env == nullptr) {
        return napi_invalid_arg;
    }
    if (work == nullptr) {
        return env->fail(napi_invalid_arg);
    }
    delete work;
    return env->ok();
}
