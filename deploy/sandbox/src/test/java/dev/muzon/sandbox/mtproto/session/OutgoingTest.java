package dev.muzon.sandbox.mtproto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sandbox.mtproto.crypto.AuthKey;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OutgoingTest {
    private static final TlObject UPDATE = TlObject.of("updatesTooLong");

    private final TestClock clock = TestClock.create();
    private final Device device = new Device(new AuthKey(new byte[AuthKey.LENGTH]), 5, OptionalLong.empty());
    private final Outgoing outgoing = new Outgoing(7, () -> device, new MessageIds(clock));
    private final List<byte[]> first = new ArrayList<>();
    private final List<byte[]> second = new ArrayList<>();
    private final Consumer<byte[]> firstConnection = first::add;

    @Test
    void aNewConnectionGetsWhatWasNotAcknowledged() {
        outgoing.connect(firstConnection);
        outgoing.push(UPDATE);
        assertThat(first).hasSize(1);
        outgoing.disconnect(firstConnection);
        outgoing.push(UPDATE);
        assertThat(first).hasSize(1);

        outgoing.connect(second::add);

        assertThat(second).hasSize(2);
    }

    @Test
    void theEndOfAnOldConnectionLeavesTheNewOneAlone() {
        outgoing.connect(firstConnection);
        outgoing.connect(second::add);
        outgoing.disconnect(firstConnection);
        outgoing.push(UPDATE);
        assertThat(second).hasSize(1);
    }

    @Test
    void aSessionWithMessagesOfFiveMinutesAgoIsNotResumed() {
        outgoing.push(UPDATE);
        assertThat(outgoing.resumable()).isTrue();
        clock.advance(Duration.ofMinutes(5));
        assertThat(outgoing.resumable()).isFalse();
    }

    @Test
    void aSessionThatMissesTooMuchIsNotResumed() {
        outgoing.result(1, new byte[300 << 10]);
        assertThat(outgoing.resumable()).isFalse();
    }
}
