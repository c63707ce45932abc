#pragma once

#include "environment.h"

/** Work off the loop whose end is reported on the loop. */
struct napi_async_work__ {
    napi_async_execute_callback execute;
    napi_async_complete_callback complete;
    void* data;

    /** Finishes on the loop, after the execution. Often deletes this. */
    void finish(napi_env env);
};
