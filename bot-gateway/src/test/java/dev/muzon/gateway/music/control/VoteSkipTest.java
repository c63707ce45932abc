package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.player.PlayerCommand;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tracks that people skip together. */
class VoteSkipTest extends GatewayTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | 🗳 2 of 3 votes to skip <b>Artist &amp; Co – Nocturne</b>. /voteskip adds yours. | ⏭ Skipped by 3 votes: <b>Artist &amp; Co – Nocturne</b>
            ru | 🗳 За пропуск <b>Artist &amp; Co – Nocturne</b> голосов: 2 из 3. Свой добавит /voteskip. | ⏭ Пропущено, 3 голоса за: <b>Artist &amp; Co – Nocturne</b>
            """)
    void threePeopleWithoutRightsSkipATrackTogether(String language, String second, String third) {
        player.shows(playing(5));
        for (long voter : List.of(501L, 501L, 502L)) {
            int before = sent().size();
            telegram.say(chat, voter, language, "/voteskip");
            await().untilAsserted(() -> assertThat(sent()).hasSize(before + 1));
        }
        assertThat(sent().getLast().text()).isEqualTo(second);
        assertThat(commands()).isEmpty();

        player.becomes(playing(6));
        telegram.say(chat, 503, language, "/vote");
        await().untilAsserted(() -> assertThat(sent()).hasSize(4));

        assertThat(sent().getLast().text()).isEqualTo(third);
        assertThat(commands()).singleElement().satisfies(given -> {
            assertThat(given.command()).isEqualTo(new PlayerCommand.Skip(1));
            assertThat(given.epoch()).isEqualTo(5);
        });
    }

    // A vote that waited while the gateway was away counted against the song that played by then.
    @Test
    void aVoteForOneSongCountedAgainstTheNext() {
        player.shows(playing(5)); // for half a minute
        telegram.sayAt(Instant.now().minusSeconds(45), chat, 501, "/voteskip");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getLast().text()).startsWith("That was meant for an earlier track");

        telegram.sayAt(Instant.now().minusSeconds(15), chat, 501, "/voteskip");
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith("🗳 1 of 3 votes to skip");
    }

    // "/voteskip adds yours" was said to the person whose vote was counted.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | 🗳 Your vote to skip <b>Artist &amp; Co – Nocturne</b> counts already: 1 of 3 so far.
            ru | 🗳 Ваш голос за пропуск <b>Artist &amp; Co – Nocturne</b> уже учтён. Всего голосов: 1 из 3.
            """)
    void aSecondVoteOfOnePersonWasInvitedOnceMore(String language, String second) {
        player.shows(playing(5));
        telegram.say(chat, 501, language, "/voteskip");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        telegram.say(chat, 501, language, "/voteskip");
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).isEqualTo(second);
    }

    // Two people could never have three votes.
    @Test
    void aSmallGroupNeededMoreVotesThanItHasPeople() {
        telegram.memberCount(chat, 5);
        player.shows(playing(5));
        telegram.say(chat, 501, "en", "/skip");
        assertThat(reply()).endsWith("/voteskip: 2 votes skip it.");
        telegram.say(chat, 501, "en", "/voteskip");
        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith("🗳 1 of 2 votes to skip"));

        player.becomes(playing(6));
        telegram.say(chat, 502, "en", "/voteskip");
        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith("⏭ Skipped by 2 votes"));
    }

    @Test
    void aRefusedSkipDidNotTellOfTheVote() {
        player.shows(playing(5));
        telegram.say(chat, 501, "en", "/skip");
        assertThat(reply())
                .isEqualTo("This is other people's music: only admins, DJs and those who asked for it skip it alone. "
                        + "/voteskip: 3 votes skip it.");
        assertThat(commands()).isEmpty();
    }

    @Test
    void whoMaySkipATrackAloneNeedsNoVotes() {
        player.shows(playing(5));
        player.becomes(playing(6));
        say("en", "/voteskip");
        assertThat(reply()).isEqualTo("⏭ Skipped 1 track");
    }

    @Test
    void aVoteWithoutMusicSaysSo() {
        player.shows(Players.idle(chat, 5, Instant.now()));
        say("en", "/voteskip");
        assertThat(reply()).isEqualTo("Nothing is playing right now. Start something with /play.");
    }
}
