package dev.muzon.gateway.music.lyrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.LyricsView.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private SungSongs songs;

    @Autowired
    private LinesTicker ticker;

    @Autowired
    private Cards cards;

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
    void theCardShowsTheLineThatIsSungUntilTheButtonIsPressedAgain() {
        search.sings("Nocturne", WORDS);
        playsAt(30, 5);
        int card = card(playing(5));
        assertThat(labels(sent().getFirst())).contains("🎤");
        assertThat(sent().getFirst().text()).doesNotContain("One");

        press(requester, card, "lyrics:5");
        assertThat(toast().body().has("text")).isFalse();
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).endsWith("\n\n<b>One</b>\nTwo");

        press(requester, card, "lyrics:5");
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits().getLast().text()).doesNotContain("One");
        ticker.tick();
        assertThatOnlyTheEndFollows(2);
    }

    @Test
    void linesMoveWithTheSongAndAreGoneWithItsEnd() {
        search.sings("Nocturne", WORDS);
        playsAt(30, 5);
        int card = card(playing(5));
        press(requester, card, "lyrics:5");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        ticker.tick();

        playsAt(130, 5);
        await().untilAsserted(() -> {
            ticker.tick();
            assertThat(edits())
                    .isNotEmpty()
                    .last()
                    .satisfies(edit -> assertThat(edit.text()).endsWith("\n\nOne\n<b>Two</b>"));
        });
        int drawn = edits().size();
        ticker.tick();
        assertThatOnlyTheEndFollows(drawn);
        assertThat(edits().getLast().text()).doesNotContain("Two");

        player.shows(Players.idle(chat, 6, Instant.now()));
        await().untilAsserted(() -> {
            ticker.tick();
            assertThat(songs.all()).noneMatch(song -> song.chat() == chat);
        });
    }

    @Test
    void aJumpAndAPauseAreDrawnWithTheirLine() {
        search.sings("Nocturne", WORDS);
        playsAt(30, 5);
        int card = card(playing(5));
        press(requester, card, "lyrics:5");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));

        PlayerView jumped = Players.at(Duration.ofSeconds(150), playing(5));
        player.shows(Players.paused(null, jumped));
        cards.update(Players.paused(null, jumped));

        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits().getLast().text()).contains("⏸").endsWith("\n\nOne\n<b>Two</b>");
    }

    @Test
    void theButtonBelowLyricsBringsACardThatShowsTheLines() {
        search.sings("Nocturne", WORDS);
        playsAt(30, 5);
        card(playing(5));

        press(requester, 77, "lyrics:5");

        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith("▶️").endsWith("\n\n<b>One</b>\nTwo");
    }

    @ParameterizedTest
    @CsvSource({
        "INSTRUMENTAL, Nobody sings in this one",
        "NOTHING, I found no words for this song.",
        "OFF, Lyrics are turned off here.",
        "FOUND, Nobody knows when each line of this song is sung.",
    })
    void aSongWithoutTimesIsExplainedToThePresser(Outcome outcome, String answer) {
        QueueEntry quiet = Players.entry("e1", "Quiet " + outcome, requester);
        search.sings("Quiet " + outcome, new LyricsView(outcome, "Quiet", null, "One", List.of(), "LRCLIB"));
        PlayerView view = Players.playing(chat, 5, Instant.now(), quiet);
        player.shows(view);
        int card = card(view);

        press(requester, card, "lyrics:5");

        assertThat(toast().text()).startsWith(answer);
        assertThat(edits()).isEmpty();
    }

    @Test
    void aServiceThatDoesNotAnswerIsExplainedToThePresser() {
        QueueEntry unknown = Players.entry("e1", "Nobody knows this", requester);
        PlayerView view = Players.playing(chat, 5, Instant.now(), unknown);
        player.shows(view);
        int card = card(view);

        press(requester, card, "lyrics:5");

        assertThat(toast().text()).isNotBlank();
    }

    private void assertThatOnlyTheEndFollows(int drawn) {
        end("end", EndReason.FINISHED, null);
        await().untilAsserted(() -> assertThat(edits().getLast().text()).startsWith("✅ Played"));
        assertThat(edits()).hasSize(drawn + 1);
    }

    private static List<String> labels(FakeBotApi.Call message) {
        var labels = new ArrayList<String>();
        message.body()
                .at("/reply_markup/inline_keyboard")
                .forEach(row ->
                        row.forEach(button -> labels.add(button.path("text").asString())));
        return labels;
    }

    @ParameterizedTest
    @CsvSource({"lyrics:4", "lyrics:", "lyrics:x", "lyrics:99999999999999999999"})
    void theButtonOfAnotherSongSaysThatItIsOver(String data) {
        playsAt(30, 5);

        press(requester, 77, data);

        assertThat(toast().text()).startsWith("That song is no longer playing.");
    }
}
