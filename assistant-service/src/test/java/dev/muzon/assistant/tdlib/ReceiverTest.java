package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private final List<String> handled = new ArrayList<>();
    private final List<Throwable> ends = new ArrayList<>();

    @Test
    void anErrorInOneMessageLosesThatMessageOnly() {
        receive(List.of(() -> "one", () -> "bad", () -> null, () -> "two"));

        assertThat(handled).containsExactly("one", "two");
    }

    @Test
    void receivingGoesOnAfterErrorsThatPass() {
        receive(List.of(
                ReceiverTest::broken,
                ReceiverTest::broken,
                ReceiverTest::broken,
                ReceiverTest::broken,
                () -> "one",
                ReceiverTest::broken,
                ReceiverTest::broken,
                ReceiverTest::broken,
                ReceiverTest::broken,
                () -> "two"));

        assertThat(handled).containsExactly("one", "two");
    }

    @Test
    void receivingThatFailsAgainAndAgainIsReportedOnceAndEnds() {
        receive(List.of(
                () -> "one",
                ReceiverTest::broken,
                ReceiverTest::broken,
                ReceiverTest::broken,
                ReceiverTest::broken,
                ReceiverTest::broken,
                () -> "never asked for"));

        assertThat(handled).containsExactly("one");
        assertThat(ends).singleElement().isInstanceOf(OutOfMemoryError.class);
    }

    private static String broken() {
        throw new OutOfMemoryError("test");
    }

    /** Receives all this, and then nothing but errors. */
    private void receive(List<Supplier<String>> messages) {
        Queue<Supplier<String>> source = new ArrayDeque<>(messages);
        new Receiver(
                        () -> {
                            Supplier<String> next = source.poll();
                            return next == null ? broken() : next.get();
                        },
                        message -> {
                            if (message.equals("bad")) {
                                throw new StackOverflowError("test");
                            }
                            handled.add(message);
                        },
                        ends::add)
                .run();
    }
}
