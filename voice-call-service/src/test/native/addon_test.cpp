#include <dlfcn.h>

#include <cstring>
#include <fstream>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

#include "../../main/native/abi/ntgcalls.h"
#include "fixture.h"

using namespace muzon::host;
using namespace muzon::test;

namespace {

std::string refusal(const std::string& path) {
    Host host;
    try {
        host.load(path);
    } catch (const std::runtime_error& refused) {
        return refused.what();
    }
    return "";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/** Makes an instance of the C interface over the test addon. It is loaded once, as in a real process. */
ntg_instance* newInstance() {
    static const int loaded = ntg_host_load((addonFolder + "/fake_ntgcalls.node").c_str());
    EXPECT_EQ(loaded, NTG_OK);
    return ntg_instance_create();
}

int liveInstances() {
    static void* library = dlopen((addonFolder + "/fake_ntgcalls.node").c_str(), RTLD_NOW | RTLD_NOLOAD);
    return reinterpret_cast<int (*)()>(dlsym(library, "live_instances"))();
}

/** Updates the newest connection's state, as ICE does. Returns the state that the test addon then has. */
int updateState(int connected) {
    static void* library = dlopen((addonFolder + "/fake_ntgcalls.node").c_str(), RTLD_NOW | RTLD_NOLOAD);
    return reinterpret_cast<int (*)(int)>(dlsym(library, "update_state"))(connected);
}

struct Heard {
    std::promise<ntg_connection_info> connection;
    std::string words;
};

}  // namespace

TEST(what_is_no_addon_is_refused_with_the_reason) {
    EXPECT(contains(refusal(addonFolder + "/nowhere.node"), "nowhere.node"));
    const std::string text = addonFolder + "/text.node";
    std::ofstream(text) << "no library";
    EXPECT(contains(refusal(text), "text.node"));
    EXPECT(contains(refusal(addonFolder + "/nameless.node"), "napi_register_module_v1"));
    EXPECT(contains(refusal(addonFolder + "/failing.node"), "did not register itself: not today"));
}

TEST(no_instance_without_an_addon_and_no_second_addon) {
    ntg_instance_destroy(nullptr);
    EXPECT_EQ(ntg_host_load(nullptr), NTG_ERR_NULL_POINTER);
    ntg_instance_destroy(newInstance());
    EXPECT_EQ(ntg_host_load("another.node"), NTG_ERR_UNKNOWN);
    EXPECT_EQ(std::string(ntg_last_error()), "an addon is loaded already");
}

TEST(a_call_is_created_described_and_stopped) {
    ntg_instance* instance = newInstance();
    char* payload = nullptr;
    EXPECT_EQ(ntg_create_call(instance, -1001234567890, &payload), NTG_OK);
    EXPECT_EQ(std::string(payload), "payload of -1001234567890");
    ntg_string_free(payload);

    EXPECT_EQ(ntg_create_call(instance, -1001234567890, &payload), NTG_ERR_UNKNOWN);
    EXPECT_EQ(std::string(ntg_last_error()), "Connection cannot be initialized more than once.");
    EXPECT_EQ(ntg_stop(instance, 5), NTG_ERR_CONNECTION_NOT_FOUND);
    EXPECT_EQ(ntg_create_call(nullptr, 1, &payload), NTG_ERR_NULL_POINTER);

    ntg_call_info_entry* entries = nullptr;
    std::size_t count = 0;
    EXPECT_EQ(ntg_calls(instance, &entries, &count), NTG_OK);
    EXPECT_EQ(count, 1U);
    EXPECT_EQ(entries[0].key, -1001234567890);
    EXPECT_EQ(entries[0].playback, NTG_STREAM_STATUS_PAUSED);
    EXPECT_EQ(entries[0].capture, NTG_STREAM_STATUS_IDLING);
    ntg_call_info_entry_free(entries, count);

    EXPECT_EQ(ntg_stop(instance, -1001234567890), NTG_OK);
    ntg_instance_destroy(instance);
    EXPECT_EQ(liveInstances(), 0);
}

TEST(a_frame_arrives_byte_by_byte_in_the_thread_that_sends_it) {
    ntg_instance* instance = newInstance();
    char* payload = nullptr;
    ntg_create_call(instance, 1, &payload);
    ntg_string_free(payload);
    std::uint8_t frame[1920];
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < sizeof frame; i++) {
        frame[i] = static_cast<std::uint8_t>(i * 7);
        sum += frame[i];
    }
    for (int i = 0; i < 100; i++) {
        EXPECT_EQ(ntg_send_external_frame(instance, 1, NTG_STREAM_DEVICE_MICROPHONE, frame, sizeof frame,
                                          ntg_frame_data{3, NTG_VIDEO_ROTATION_0, 0, 0}),
                  NTG_OK);
    }
    std::uint64_t told = 0;
    EXPECT_EQ(ntg_time(instance, 1, NTG_STREAM_MODE_CAPTURE, &told), NTG_OK);  // the test addon tells the sum
    EXPECT_EQ(told, 100 * sum);
    EXPECT_EQ(ntg_send_external_frame(instance, 2, NTG_STREAM_DEVICE_MICROPHONE, frame, sizeof frame, {}),
              NTG_ERR_CONNECTION_NOT_FOUND);
    ntg_instance_destroy(instance);
}

TEST(states_and_sources_cross_in_their_own_counting) {
    ntg_instance* instance = newInstance();
    char* payload = nullptr;
    ntg_create_call(instance, 1, &payload);
    ntg_string_free(payload);
    char input[] = "";
    ntg_audio_description microphone{NTG_MEDIA_SOURCE_EXTERNAL, 48000, 2, input, false};
    EXPECT_EQ(ntg_set_stream_sources(instance, 1, NTG_STREAM_MODE_CAPTURE, {&microphone, nullptr, nullptr, nullptr}),
              NTG_OK);
    microphone.media_source = NTG_MEDIA_SOURCE_FILE;
    EXPECT_EQ(ntg_set_stream_sources(instance, 1, NTG_STREAM_MODE_CAPTURE, {&microphone, nullptr, nullptr, nullptr}),
              NTG_ERR_UNKNOWN);
    EXPECT_EQ(std::string(ntg_last_error()), "expected source 32, 48000 Hz, 2 channels");

    bool changed = false;
    EXPECT_EQ(ntg_mute(instance, 1, &changed), NTG_OK);
    EXPECT(changed);
    EXPECT_EQ(ntg_mute(instance, 1, &changed), NTG_OK);
    EXPECT(!changed);
    ntg_media_state state{};
    EXPECT_EQ(ntg_get_state(instance, 1, &state), NTG_OK);
    EXPECT(state.muted);
    EXPECT(!state.video_paused);
    ntg_instance_destroy(instance);
}

TEST(events_come_and_calling_back_from_one_is_refused) {
    ntg_instance* instance = newInstance();
    Heard heard;
    const auto hear = [](ntg_instance* from, std::int64_t chat, ntg_connection_info info, void* user) {
        auto* into = static_cast<Heard*>(user);
        EXPECT_EQ(ntg_stop(from, chat), NTG_ERR_UNKNOWN);
        into->words = ntg_last_error();
        into->connection.set_value(info);
    };
    EXPECT_EQ(ntg_on_connection_change_callback(instance, hear, &heard), NTG_OK);
    char* payload = nullptr;
    ntg_create_call(instance, 1, &payload);
    ntg_string_free(payload);
    EXPECT_EQ(ntg_connect(instance, 1, "{}", false), NTG_OK);
    const ntg_connection_info info = heard.connection.get_future().get();
    EXPECT_EQ(info.state, NTG_CONNECTION_STATE_TIMEOUT);
    EXPECT_EQ(info.kind, NTG_CONNECTION_KIND_PRESENTATION);
    EXPECT(contains(heard.words, "was called from a callback"));

    EXPECT_EQ(ntg_on_connection_change_callback(instance, nullptr, nullptr), NTG_OK);
    EXPECT_EQ(ntg_connect(instance, 1, "{}", false), NTG_OK);  // to nobody
    ntg_instance_destroy(instance);
}

TEST(an_outage_of_a_connection_that_stood_is_told_and_its_end_is_too) {
    ntg_instance* instance = newInstance();
    std::vector<std::pair<std::int64_t, int>> heard;
    const auto hear = [](ntg_instance*, std::int64_t chat, ntg_connection_info info, void* user) {
        EXPECT_EQ(info.kind, NTG_CONNECTION_KIND_NORMAL);
        static_cast<decltype(heard)*>(user)->emplace_back(chat, info.state);
    };
    EXPECT_EQ(ntg_on_connection_change_callback(instance, hear, &heard), NTG_OK);
    char* payload = nullptr;
    ntg_create_call(instance, 7, &payload);
    ntg_string_free(payload);

    EXPECT_EQ(updateState(0), 0);
    EXPECT_EQ(updateState(1), 1);
    EXPECT(heard.empty());  // the addon itself tells of the first connection

    EXPECT_EQ(updateState(0), 0);
    EXPECT_EQ(updateState(0), 0);
    EXPECT_EQ(updateState(1), 1);
    const decltype(heard) told{{7, NTG_CONNECTION_STATE_CONNECTING}, {7, NTG_CONNECTION_STATE_CONNECTED}};
    EXPECT(heard == told);

    ntg_stop(instance, 7);
    ntg_create_call(instance, 7, &payload);
    ntg_string_free(payload);
    updateState(1);
    EXPECT(heard == told);
    ntg_instance_destroy(instance);
    updateState(0);
    EXPECT(heard == told);
}

TEST(the_thread_that_tells_of_an_end_goes_on_only_after_it_was_heard) {
    ntg_instance* instance = newInstance();
    std::thread::id hearing;
    const auto hear = [](ntg_instance*, std::int64_t, ntg_connection_info, void* user) {
        *static_cast<std::thread::id*>(user) = std::this_thread::get_id();
    };
    EXPECT_EQ(ntg_on_connection_change_callback(instance, hear, &hearing), NTG_OK);
    EXPECT_EQ(ntg_connect(instance, 1, "{}", false), NTG_OK);  // the test addon tells of a timeout within
    EXPECT(hearing == std::this_thread::get_id());
    ntg_instance_destroy(instance);
}

TEST(many_threads_use_many_instances) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; i++) {
        threads.emplace_back([i] {
            ntg_instance* instance = newInstance();
            for (int n = 0; n < 200; n++) {
                char* payload = nullptr;
                EXPECT_EQ(ntg_create_call(instance, i, &payload), NTG_OK);
                EXPECT_EQ(std::string(payload), "payload of " + std::to_string(i));
                ntg_string_free(payload);
                EXPECT_EQ(ntg_stop(instance, i), NTG_OK);
            }
            ntg_instance_destroy(instance);
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(liveInstances(), 0);
}
