package dev.muzon.gateway.music.nowplaying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.SongProperties;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.track.Track;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardTextTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final QueueEntry CURRENT = Players.entry("1", "Moon <light>", 7);

    private final CardText text = new CardText(TestTexts.all(), new SongProperties(false), new NoLines());

    @Test
    void drawsAPlayingTrackInEnglish() {
        PlayerView player =
                Players.playing(-1, 17, AT, CURRENT, Players.entry("2", "b", 7), Players.entry("3", "c", 8));
        Content card = text.live(player, CURRENT, Language.ENGLISH, AT.plusSeconds(60));
        assertThat(card.html()).isEqualTo("""
                        ▶️ <b>Moon &lt;light&gt;</b>
                        Artist &amp; Co
                        1:30 ▬▬▬▬🔘▬▬▬▬▬▬▬ 3:45
                        👤 User&lt;7&gt; · 2 more in the queue""");
        assertThat(labels(card)).containsExactly("⏪ 15", "⏸", "15 ⏩", "🔁", "🔀", "⏭", "⏹", "🔉", "🔊", "✖️");
    }

    @Test
    void drawsAPausedTrackInRussian() {
        PlayerView playing = Players.playing(-1, 17, AT, CURRENT);
        PlayerView player = new PlayerView(
                playing.chat(), 17, 0, PlayerState.PAUSED, CURRENT, Duration.ofSeconds(30), AT, 80, List.of());
        Content card = text.live(player, CURRENT, TestTexts.RUSSIAN, AT.plusSeconds(60));
        assertThat(card.html()).isEqualTo("""
                        🎵 <b>Moon &lt;light&gt;</b>
                        Artist &amp; Co
                        0:30 ▬🔘▬▬▬▬▬▬▬▬▬▬ 3:45
                        ⏸ Пауза
                        👤 User&lt;7&gt; · 🔊 80%""");
        assertThat(labels(card)).contains("▶️").doesNotContain("⏸");
    }

    @ParameterizedTest
    @CsvSource({
        "en, 10, true, 'The volume is very low. Louder: <code>/volume 100</code>'",
        "ru, 1, true, 'Громкость очень маленькая. Громче: <code>/volume 100</code>'",
        "en, 11, false, 'The volume is very low'"
    })
    void saysWhyHardlyAnythingIsHeard(String language, int volume, boolean said, String advice) {
        PlayerView it = Players.playing(-1, 17, AT, CURRENT);
        var player =
                new PlayerView(it.chat(), 17, 0, it.state(), CURRENT, it.position(), it.at(), volume, it.upcoming());
        assertThat(text.live(player, CURRENT, new Language(language), AT).html().contains("\n🔈 " + advice))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"en, 🔇 ⏱ 1.5× 🥁 4 🌙", "ru, '🔇 ⏱ 1,5× 🥁 4 🌙'"})
    void theCardShowsHowTheSoundIsChanged(String language, String signs) {
        var sound = new SoundSettings(true, 150, 4, true, 5, true);
        PlayerView player = Players.sounding(sound, Players.playing(-1, 17, AT, CURRENT));
        assertThat(text.live(player, CURRENT, new Language(language), AT).html())
                .contains(" · " + signs + "\n🔇 ");
    }

    @Test
    void liveStreamsHaveNeitherBarNorSeeking() {
        var live =
                new QueueEntry("1", null, new Track("t", "direct", "Radio", null, null, null), new Requester(7, "Ann"));
        var player = new PlayerView(
                ChatRef.of(-1), 3, 0, PlayerState.PLAYING, live, Duration.ofHours(1), AT, 100, List.of());
        Content card = text.live(player, live, Language.ENGLISH, AT);
        assertThat(card.html()).isEqualTo("▶️ <b>Radio</b>\n🔴 Live\n👤 Ann");
        assertThat(labels(card)).containsExactly("⏸", "🔁", "🔀", "⏭", "⏹", "🔉", "🔊", "✖️");
        card = text.live(Players.onAir("Кино – <Осень>", player), live, TestTexts.RUSSIAN, AT);
        assertThat(card.html()).isEqualTo("▶️ <b>Radio</b>\n🎶 Кино – &lt;Осень&gt;\n🔴 Прямой эфир\n👤 Ann");
    }

    // A similar song of a playlist played under the name of the wanted one without a word.
    @Test
    void aSimilarSongThatPlaysForTheWantedOneIsNamed() {
        var track = new Track("t", "metadata", "Sea Breeze", "Ensemble", Duration.ofSeconds(9), null);
        var entry = new QueueEntry("1", null, track, new Requester(7, "Ann"));
        PlayerView player = Players.playing(-1, 1, AT, entry);
        assertThat(text.live(player, entry, Language.ENGLISH, AT).html()).doesNotContain("closest match");
        assertThat(text.live(Players.onAir("Others – Sea Breeze", player), entry, Language.ENGLISH, AT)
                        .html())
                .contains("the closest match I found.\n🎶 Others – Sea Breeze\n");
    }

    @Test
    void theCardOfAVoiceMessageNamesItsSenderInItsTitle() {
        var message = new Track(
                "t", "telegram", "Voice message", "Дарья", Duration.ofSeconds(9), null, Track.Kind.VOICE_MESSAGE);
        var entry = new QueueEntry("1", null, message, new Requester(7, "Ann"));
        Content card = text.live(Players.playing(-1, 1, AT, entry), entry, TestTexts.RUSSIAN, AT);
        assertThat(card.html()).startsWith("▶️ <b>Голосовое сообщение · Дарья</b>\n0:");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.youtube.com/watch?v=a&t=1, https://www.youtube.com/watch?v=a&amp;t=1",
        "http://radio.example.org:8000/live, http://radio.example.org:8000/live"
    })
    void aTitleLeadsToThePublicPageOfItsTrack(String link, String written) {
        assertThat(linked(link)).startsWith("▶️ <b><a href=\"" + written + "\">A &lt;b&gt;</a></b>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "tg://resolve?domain=x",
                "ftp://example.org/a",
                "https://user:secret@example.org/a",
                "http://10.0.0.7:4533/song",
                "http://[::1]/song",
                "http://127.1/song",
                "http://navidrome/song",
                "http://nas.local/song",
                "https://example.org/\"><b>",
                "https:///nowhere"
            })
    void aTitleLeadsToNothingThatIsNotPublic(String link) {
        assertThat(linked(link)).startsWith("▶️ <b>A &lt;b&gt;</b>\n");
    }

    private String linked(String link) {
        var track = new Track("t", "web", "A <b>", null, Duration.ofMinutes(3), link);
        var entry = new QueueEntry("1", null, track, new Requester(7, "Ann"));
        return text.live(Players.playing(-1, 1, AT, entry), entry, Language.ENGLISH, AT)
                .html();
    }

    @Test
    void thePositionStopsAtTheEndOfTheTrack() {
        Content card =
                text.live(Players.playing(-1, 1, AT, CURRENT), CURRENT, Language.ENGLISH, AT.plus(Duration.ofHours(1)));
        assertThat(card.html()).contains("3:45 ▬▬▬▬▬▬▬▬▬▬▬🔘 3:45");
    }

    @Test
    void buttonDataFitsTelegram() {
        Content card = text.live(Players.playing(-1, Long.MAX_VALUE / 10, AT, CURRENT), CURRENT, Language.ENGLISH, AT);
        assertThat(card.buttons().stream().flatMap(List::stream)).allSatisfy(button -> {
            assertThat(button.data().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64);
            assertThat(button.data()).startsWith("card:");
            assertThat(Press.parse(button.data().substring(5)))
                    .hasValueSatisfying(press -> assertThat(press.epoch()).isEqualTo(Long.MAX_VALUE / 10));
        });
    }

    @Test
    void theCardOfAFailedTrackSaysWhy() {
        Failure failure = Failure.of(FailureCode.SOURCE_TIMEOUT, "secret detail");
        Content card = text.ended(CURRENT, EndReason.FAILED, failure, null, Language.ENGLISH);
        assertThat(card.html())
                .isEqualTo("⚠️ Could not play <b>Artist &amp; Co – Moon &lt;light&gt;</b>\n"
                        + "The source took too long to answer. Please try again, or another link.");
        assertThat(card.buttons()).isEmpty();
        assertThat(text.ended(CURRENT, EndReason.FINISHED, null, null, TestTexts.RUSSIAN)
                        .html())
                .isEqualTo("✅ Сыграно: <b>Artist &amp; Co – Moon &lt;light&gt;</b>");
    }

    @Test
    void theCardOfATrackThatBrokeOffSaysWhere() {
        Failure failure = Failure.of(FailureCode.SOURCE_TRUNCATED, "secret detail");
        Duration at = Duration.ofSeconds(72);
        assertThat(text.ended(CURRENT, EndReason.TRUNCATED, failure, at, Language.ENGLISH)
                        .html())
                .startsWith("⚠️ Broke off at 1:12: <b>Artist &amp; Co – Moon &lt;light&gt;</b>\n");
        assertThat(text.ended(CURRENT, EndReason.TRUNCATED, failure, at, TestTexts.RUSSIAN)
                        .html())
                .startsWith("⚠️ Прервалось на 1:12: <b>Artist &amp; Co – Moon &lt;light&gt;</b>\n");
        assertThat(text.ended(CURRENT, EndReason.TRUNCATED, failure, null, Language.ENGLISH)
                        .html())
                .startsWith("⚠️ Broke off: <b>");
    }

    @Test
    void refusesDataThatNoButtonCarries() {
        for (String data : List.of("", "card", "card:x:p", "card:1:z", "card:-1:p", "card:99999999999999999999:p")) {
            assertThat(Press.parse(data)).as(data).isEmpty();
        }
    }

    private static List<String> labels(Content card) {
        return card.buttons().stream()
                .flatMap(List::stream)
                .map(Content.Button::label)
                .toList();
    }

    private static final class NoLines implements CardLines {
        @Override
        public Optional<Content.Button> button(Track track, long epoch) {
            return Optional.empty();
        }

        @Override
        public Optional<Html> sung(PlayerView player, Instant moment) {
            return Optional.empty();
        }
    }
}
