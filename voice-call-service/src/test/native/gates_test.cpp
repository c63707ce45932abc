#include <atomic>
#include <future>
#include <thread>

#include "../../main/native/jni/gates.h"
#include "check.h"

using muzon::jni::Gates;
using muzon::jni::Passage;

TEST(frames_pass_an_open_gate_only) {
    Gates gates;
    EXPECT(!Passage(gates, 1).inside());
    gates.open(1);
    EXPECT(Passage(gates, 1).inside());
    EXPECT(!Passage(gates, 2).inside());
    gates.close(1);
    EXPECT(!Passage(gates, 1).inside());
    gates.open(1);
    EXPECT(Passage(gates, 1).inside());
}

TEST(closing_a_gate_waits_for_the_frame_inside) {
    Gates gates;
    gates.open(1);
    gates.open(2);
    std::atomic<bool> left{false};
    std::promise<void> entered;
    std::thread sender([&] {
        const Passage passage(gates, 1);
        entered.set_value();
        while (Passage(gates, 1).inside()) {
            std::this_thread::yield();  // until the gate is closing
        }
        left = true;
    });
    entered.get_future().wait();
    gates.close(2);
    EXPECT(!left);
    gates.close(1);
    EXPECT(left);
    sender.join();
}
