package dev.muzon.voice.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.voice.audio.Deck;
import dev.muzon.voice.player.StreamEnd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FadedLeaveTest {
    private final Queue<Runnable> posted = new ArrayDeque<>();
    private final List<String> left = new ArrayList<>();
    private final Deck deck = new Deck(new Nobody(), () -> {}, Runnable::run);
    private final FadedLeave leaving = new FadedLeave(deck, posted::add);

    @Test
    void aCallIsLeftOnTheSessionsThreadOnceItsDeckIsSilent() {
        deck.open(true);

        leaving.whenSilent(() -> left.add("left"));
        assertThat(posted).isEmpty();
        deck.open(false);
        assertThat(left).isEmpty();
        posted.remove().run();

        assertThat(left).containsExactly("left");
    }

    @Test
    void aJoinBeforeTheFadeIsOverLeavesAtOnceAndNotAgainLater() {
        deck.open(true);
        leaving.whenSilent(() -> left.add("left"));

        leaving.finish();
        deck.open(false);
        posted.remove().run();

        assertThat(left).containsExactly("left");
    }

    private static final class Nobody implements Deck.Listener {
        @Override
        public void sounded(long stream) {}

        @Override
        public void ranDry(long stream) {}

        @Override
        public void ended(long stream, StreamEnd end) {}
    }
}
