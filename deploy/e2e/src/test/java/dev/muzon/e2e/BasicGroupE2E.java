package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Listener;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.SharedSuite;
import dev.muzon.e2e.suite.Telegram;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the music in a basic group, which becomes a supergroup while it plays. */
@ExtendWith({Network.class, SharedSuite.class})
class BasicGroupE2E {
    private static final int A_WHILE = 30;

    private final Telegram telegram;
    private final long alice;

    BasicGroupE2E(Telegram telegram) {
        this.telegram = telegram;
        this.alice = telegram.user("Alice");
    }

    @Test
    void musicOfABasicGroupGoesOnAtItsPlaceInTheSupergroup() {
        long group = telegram.basicGroup("Cellar", alice);
        Listener here = new Listener(telegram, group);
        int asked = telegram.say(group, alice, "/play " + Music.STAIRCASE);
        telegram.awaitCard(group, asked, Music.STAIRCASE);
        telegram.say(group, alice, "/play " + Music.BRIEF.title());
        telegram.awaitText(group, asked, Music.BRIEF.title());
        int before = here.awaitSecond(5, 60);
        List<Long> singers = telegram.participants(group);

        long supergroup = telegram.upgrade(group, alice);

        telegram.awaitCard(supergroup, 0, Music.STAIRCASE);
        Listener there = new Listener(telegram, supergroup);
        int after = there.awaitSecond(0, Music.STAIRCASE_SECONDS - 1);
        assertThat(after).isBetween(before, before + A_WHILE);
        assertThat(telegram.participants(supergroup))
                .as("the same account plays on")
                .isEqualTo(singers);
        assertThat(telegram.receptions(group)).isEmpty();

        int skipped = telegram.say(supergroup, alice, "/skip");
        telegram.awaitCard(supergroup, skipped, Music.BRIEF.title());
        there.hearsPure(Music.BRIEF.hertz());
        telegram.say(supergroup, alice, "/stop");
        await("an empty voice chat").atMost(PATIENCE).until(() -> telegram.participants(supergroup), List.of()::equals);
        assertThat(telegram.receptions(supergroup)).isEmpty();
    }
}
