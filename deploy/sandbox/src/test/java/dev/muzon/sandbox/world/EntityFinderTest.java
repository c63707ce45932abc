package dev.muzon.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityFinderTest {
    /** Reads texts that once overflowed the stack, so that the message was lost. */
    @ParameterizedTest
    @ValueSource(strings = {"a.", "a-", "a@", "/a", "#a", "@a", "://", "http://", "a.com/", "com."})
    void repetitionsOfAnyLengthAreReadOnASmallStack(String part) throws Exception {
        String text = "/play " + part.repeat(5_000 / part.length());
        var task = new FutureTask<List<TextEntity>>(() -> EntityFinder.complete(text, List.of()));
        new Thread(null, task, "small-stack", 512 * 1024).start();
        assertThat(task.get()).first().isEqualTo(TextEntity.of(TextEntity.Type.BOT_COMMAND, 0, 5));
    }

    @Test
    void anAddressEndsAtItsDomain() {
        assertThat(EntityFinder.complete("see www.music.example.com.x now", List.of()))
                .containsExactly(TextEntity.of(TextEntity.Type.URL, 4, 21));
    }
}
