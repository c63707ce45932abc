#include <atomic>
#include <future>
#include <map>
#include <thread>
#include <vector>

#include "fixture.h"

using namespace muzon::host;
using namespace muzon::test;

namespace {

struct Item {
    int thread;
    int number;
};

/** A record of what the loop's side of a thread-safe function has seen. */
struct Seen {
    std::map<int, int> last;
    int delivered = 0;
    int outOfOrder = 0;
    int dropped = 0;
    std::promise<void> finalized;
};

void receive(napi_env env, napi_value /*function*/, void* context, void* data) {
    auto* seen = static_cast<Seen*>(context);
    auto* item = static_cast<Item*>(data);
    if (env == nullptr) {
        seen->dropped++;
    } else {
        seen->delivered++;
        seen->outOfOrder += seen->last[item->thread] >= item->number ? 1 : 0;
        seen->last[item->thread] = item->number;
    }
    delete item;
}

void sayGoodbye(napi_env /*env*/, void* data, void* /*context*/) { static_cast<Seen*>(data)->finalized.set_value(); }

napi_threadsafe_function makeFunction(Host& host, Seen& seen, std::size_t limit, std::size_t threads) {
    napi_threadsafe_function function = nullptr;
    onLoop(host, [&](napi_env env) {
        EXPECT_EQ(napi_create_threadsafe_function(env, nullptr, nullptr, text(env, "events"), limit, threads, &seen,
                                                  sayGoodbye, &seen, receive, &function),
                  napi_ok);
        EXPECT_EQ(napi_unref_threadsafe_function(env, function), napi_ok);
    });
    return function;
}

/** A stall that holds the loop until told to go on. */
class Stall {
public:
    explicit Stall(Host& host) {
        std::promise<void> reached;
        host.loop().post([this, &reached] {
            reached.set_value();
            go_.get_future().wait();
        });
        reached.get_future().wait();
    }
    void end() { go_.set_value(); }

private:
    std::promise<void> go_;
};

}  // namespace

TEST(eight_threads_call_and_nothing_is_lost_or_overtaken) {
    constexpr int threads = 8;
    constexpr int calls = 5000;
    Host host;
    Seen seen;
    const auto function = makeFunction(host, seen, 0, threads);
    std::vector<std::thread> callers;
    for (int thread = 0; thread < threads; thread++) {
        callers.emplace_back([=] {
            for (int number = 1; number <= calls; number++) {
                napi_call_threadsafe_function(function, new Item{thread, number}, napi_tsfn_nonblocking);
            }
            napi_release_threadsafe_function(function, napi_tsfn_release);
        });
    }
    for (auto& caller : callers) {
        caller.join();
    }
    seen.finalized.get_future().wait();
    EXPECT_EQ(seen.delivered, threads * calls);
    EXPECT_EQ(seen.outOfOrder, 0);
}

TEST(a_full_queue_refuses_or_waits) {
    Host host;
    Seen seen;
    const auto function = makeFunction(host, seen, 1, 2);
    Stall stall(host);
    EXPECT_EQ(napi_call_threadsafe_function(function, new Item{0, 1}, napi_tsfn_nonblocking), napi_ok);
    Item refused{0, 2};
    EXPECT_EQ(napi_call_threadsafe_function(function, &refused, napi_tsfn_nonblocking), napi_queue_full);
    std::thread waiting([function] {
        EXPECT_EQ(napi_call_threadsafe_function(function, new Item{0, 3}, napi_tsfn_blocking), napi_ok);
        napi_release_threadsafe_function(function, napi_tsfn_release);
    });
    stall.end();
    waiting.join();
    napi_release_threadsafe_function(function, napi_tsfn_release);
    seen.finalized.get_future().wait();
    EXPECT_EQ(seen.delivered, 2);
}

TEST(aborting_drops_what_waits_and_turns_the_others_away) {
    Host host;
    Seen seen;
    const auto function = makeFunction(host, seen, 0, 2);
    Stall stall(host);
    napi_call_threadsafe_function(function, new Item{0, 1}, napi_tsfn_nonblocking);
    EXPECT_EQ(napi_release_threadsafe_function(function, napi_tsfn_abort), napi_ok);
    stall.end();
    seen.finalized.get_future().wait();
    EXPECT_EQ(seen.delivered, 0);
    EXPECT_EQ(seen.dropped, 1);
    Item late{0, 2};
    EXPECT_EQ(napi_call_threadsafe_function(function, &late, napi_tsfn_nonblocking), napi_closing);
}

TEST(threads_may_outlive_the_host) {
    Seen seen;
    napi_threadsafe_function function = nullptr;
    {
        Host host;
        function = makeFunction(host, seen, 0, 1);
    }
    seen.finalized.get_future().wait();
    Item late{0, 1};
    EXPECT_EQ(napi_call_threadsafe_function(function, &late, napi_tsfn_nonblocking), napi_closing);
}

TEST(async_work_is_done_elsewhere_and_ends_on_the_loop) {
    struct Work {
        napi_async_work self = nullptr;
        std::thread::id executed;
        std::promise<bool> endedInTurn;
        Host* host = nullptr;
    };
    Host host;
    Work work;
    work.host = &host;
    onLoop(host, [&work](napi_env env) {
        const auto execute = [](napi_env, void* data) {
            static_cast<Work*>(data)->executed = std::this_thread::get_id();
        };
        const auto complete = [](napi_env here, napi_status status, void* data) {
            auto* done = static_cast<Work*>(data);
            EXPECT_EQ(status, napi_ok);
            napi_delete_async_work(here, done->self);
            done->endedInTurn.set_value(done->host->loop().isCurrent());
        };
        EXPECT_EQ(napi_create_async_work(env, nullptr, nullptr, execute, complete, &work, &work.self), napi_ok);
        EXPECT_EQ(napi_queue_async_work(env, work.self), napi_ok);
    });
    EXPECT(work.endedInTurn.get_future().get());
    EXPECT(work.executed != std::this_thread::get_id());
}

TEST(one_task_at_a_time_whoever_brings_it) {
    Host host;
    std::atomic<int> inside{0};
    std::atomic<int> clashes{0};
    int done = 0;  // not atomic on purpose: the turns guard it
    const auto task = [&] {
        clashes += ++inside > 1 ? 1 : 0;
        done++;
        --inside;
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; i++) {
        threads.emplace_back([&, i] {
            for (int n = 0; n < 2000; n++) {
                i % 2 == 0 ? host.loop().run(task) : host.loop().post(task);
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    std::promise<void> last;
    host.loop().post([&last] { last.set_value(); });
    last.get_future().wait();
    EXPECT_EQ(clashes.load(), 0);
    EXPECT_EQ(done, 8000);
}
