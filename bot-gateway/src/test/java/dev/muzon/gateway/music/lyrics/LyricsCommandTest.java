package dev.muzon.gateway.music.lyrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.LyricsView.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Lyrics in a group, from the command to the last line. */
class LyricsCommandTest extends GatewayTest {
    private static final LyricsView WORDS = new LyricsView(
            Outcome.FOUND,
            "Nocturne",
            "Artist & Co",
            "One\nTwo",
            List.of(
                    new LyricsView.Line(Duration.ofSeconds(20), "One"),
                    new LyricsView.Line(Duration.ofSeconds(120), "Two")),
            "LRCLIB");

    @Autowired
    private FollowedSongs songs;

    private void playsAt(int seconds, long epoch) {
        player.shows(Players.at(Duration.ofSeconds(seconds), Players.playing(chat, epoch, Instant.now(), entry)));
    }

    @Test
    void wordsOfTheTrackThatPlaysComeWithTheirSourceAndAButtonToFollow() {
        search.sings("Nocturne", WORDS);
        playsAt(30, 5);

        say("en", "/lyrics");

        assertThat(reply()).isEqualTo("📝 <b>Artist &amp; Co – Nocturne</b>\n\nOne\nTwo\n\nSource: LRCLIB");
        assertThat(sent().getLast()
                        .body()
                        .at("/reply_markup/inline_keyboard/0/0/callback_data")
                        .asString())
                .isEqualTo("lyrics:5");
    }

    @ParameterizedTest
    @CsvSource({"en, /lyrics, Source: LRCLIB", "ru, /текст, Источник: LRCLIB", "ru, /слова, Источник: LRCLIB"})
    void wordsOfAnotherSongComeWithoutAButton(String language, String command, String source) {
        search.sings("artist - nocturne", WORDS);

        say(language, command + " artist - nocturne");

        assertThat(reply()).endsWith(source);
        assertThat(sent().getLast().body().has("reply_markup")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "INSTRUMENTAL, en, 🎼 Nobody sings in <b>Quiet</b>",
        "INSTRUMENTAL, ru, 🎼 В <b>Quiet</b> никто не поёт",
        "NOTHING, en, 📝 I found no words for <b>Quiet</b>.",
        "NOTHING, ru, 📝 Не нашёл слов для <b>Quiet</b>.",
        "OFF, en, Lyrics are turned off here.",
        "OFF, ru, Тексты песен здесь выключены."
    })
    void everyOtherOutcomeIsSaidInWords(Outcome outcome, String language, String answer) {
        search.sings("quiet " + outcome, LyricsView.without(outcome, "Quiet", null, "LRCLIB"));

        say(language, "/lyrics quiet " + outcome);

        assertThat(reply()).startsWith(answer);
    }

    @ParameterizedTest
    @CsvSource({"en, The lyrics service does not answer", "ru, Сервис с текстами песен сейчас не отвечает"})
    void aServiceThatIsAwayIsNamed(String language, String answer) {
        say(language, "/lyrics nobody knows this");

        assertThat(reply()).contains(answer);
    }

    @ParameterizedTest
    @CsvSource({"en, Nothing is playing right now.", "ru, Сейчас ничего не играет."})
    void withoutMusicTheAnswerSaysHowToAsk(String language, String answer) {
        player.shows(Players.idle(chat, 0, Instant.now()));

        say(language, "/lyrics");

        assertThat(reply()).startsWith(answer).contains("<code>/lyrics ");
    }

    @Test
    void aMessageFollowsTheSongUntilItsEnd() {
        search.sings("Nocturne", WORDS);
        playsAt(30, 5);
        press(requester, 77, "lyrics:5");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).isEqualTo("🎤 <b>Artist &amp; Co – Nocturne</b>\n\n<b>One</b>\nTwo");

        playsAt(130, 5);
        await().untilAsserted(() -> {
            songs.tick();
            assertThat(edits()).isNotEmpty();
        });
        assertThat(edits().getFirst().text()).endsWith("\n\nOne\n<b>Two</b>");

        player.shows(Players.idle(chat, 6, Instant.now()));
        await().untilAsserted(() -> {
            songs.tick();
            assertThat(edits().getLast().text()).endsWith("The song is over.");
        });
        assertThat(edits()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"lyrics:4", "lyrics:", "lyrics:x", "lyrics:99999999999999999999"})
    void theButtonOfAnotherSongSaysThatItIsOver(String data) {
        playsAt(30, 5);

        press(requester, 77, data);

        assertThat(toast().text()).startsWith("That song is no longer playing.");
    }
}
