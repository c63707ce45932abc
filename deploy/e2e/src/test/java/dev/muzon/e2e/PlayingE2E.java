package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.HeardTone;
import dev.muzon.e2e.suite.Listener;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Music.Song;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.testkit.audio.TestTones.Format;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.JsonNode;

/** Tests that music asked for in a group is heard in its voice chat, and obeys. */
class PlayingE2E extends LoungeScenario {
    PlayingE2E(Telegram telegram) {
        super(telegram);
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, mode = Mode.EXCLUDE, names = "HLS")
    void everyFormatIsHeardAsItIs(Format format) {
        Song song = Music.song(format);

        JsonNode card = play(song.title());

        assertThat(Telegram.text(card)).contains("Tone Quartet");
        listener.hearsPure(song.hertz());
    }

    @Test
    void aPauseStopsAllPacketsAndResumeGoesOn() {
        Song song = Music.song(Format.FLAC);
        play(song.title());
        listener.awaitTone(song.hertz());

        say("/pause");
        listener.awaitSilence();
        say("/resume");

        listener.hearsPure(song.hertz());
    }

    @Test
    void aSeekLandsAtTheRequestedPosition() {
        play(Music.STAIRCASE);
        listener.awaitSecond(1, 30);

        say("/seek 0:50");
        int there = listener.awaitSecond(50, 85);
        say("/seek -30");
        int back = listener.awaitSecond(20, there - 1);

        int after = say("/seek 5:00");
        assertThat(telegram.awaitMessage(lounge, after, this::fromTheBot)).isNotNull();
        assertThat(listener.awaitSecond(back, 89))
                .as("a seek past the end changes nothing")
                .isGreaterThanOrEqualTo(back);
    }

    @Test
    void theQueuePlaysInOrderAndTheVoiceChatIsLeftAtItsEnd() {
        play(Music.BRIEF.title());
        listener.awaitTone(Music.BRIEF.hertz());
        int asked = ask(Music.song(Format.MP3).title());
        telegram.awaitText(lounge, asked, Music.song(Format.MP3).title());

        listener.awaitTone(Music.song(Format.MP3).hertz());
        telegram.awaitMessage(
                lounge,
                0,
                message -> Telegram.text(message).startsWith("✅")
                        && Telegram.text(message).contains(Music.BRIEF.title()));
        int skipped = say("/skip");

        telegram.awaitText(lounge, skipped, "last one");
        awaitEmptyVoiceChat();
    }

    @Test
    void autoplayGoesOnWithAnotherSongOfTheLibraryUntilItIsStopped() {
        int asked = say("/autoplay on");
        try {
            telegram.awaitText(lounge, asked, "related songs");
            play(Music.BRIEF.title());
            listener.awaitTone(Music.BRIEF.hertz());

            telegram.awaitText(lounge, asked, "📻 Autoplay");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(listener.moment().hertz())
                            .isGreaterThan(100)
                            .isNotCloseTo(Music.BRIEF.hertz(), Offset.offset(20.0)));
            say("/stop");
            awaitEmptyVoiceChat();
        } finally {
            int off = say("/autoplay off");
            telegram.awaitText(lounge, off, "ends with the queue");
        }
    }

    @Test
    void theSkipButtonWorksOnlyForRequesterAndAdmins() {
        int asked = say("/play " + Music.song(Format.MP3).title());
        JsonNode card = telegram.awaitCard(lounge, asked, Music.song(Format.MP3).title());
        say("/play " + Music.song(Format.M4A).title());
        listener.awaitTone(Music.song(Format.MP3).hertz());

        JsonNode refused = telegram.press(lounge, telegram.user("Chiara"), card, "⏭");
        assertThat(refused.path("alert").booleanValue(false)
                        || refused.path("showAlert").booleanValue(false))
                .as("an alert in %s", refused)
                .isTrue();
        assertThat(listener.moment().hertz()).isCloseTo(440, Offset.offset(2.0));

        telegram.press(lounge, alice, card, "⏭");
        listener.hearsPure(Music.song(Format.M4A).hertz());
        telegram.awaitMessage(
                lounge,
                0,
                message -> message.path("id").equals(card.path("id"))
                        && message.path("keyboard").isEmpty());
    }

    @Test
    void aVolumeChangeIsHeard() {
        Song song = Music.song(Format.WAV);
        play(song.title());
        listener.awaitTone(song.hertz());
        double loud = loudness();

        say("/volume 25");

        await("a quarter of it").atMost(PATIENCE).until(() -> loudness() < loud * 0.35);
        say("/volume 100");
        await("all of it").atMost(PATIENCE).until(() -> loudness() > loud * 0.8);
    }

    @Test
    void aFavouriteThatNoSearchListedPlaysByItsButton() {
        Song song = Music.song(Format.FLAC);
        play(song.title());
        listener.awaitTone(song.hertz());
        int kept = say("/fav");
        telegram.awaitText(lounge, kept, "One of your favourites now");
        say("/stop");
        awaitEmptyVoiceChat();

        int asked = say("/favs");
        JsonNode list = telegram.awaitText(lounge, asked, "1. ");
        telegram.press(lounge, alice, list, "fav:");

        listener.hearsPure(song.hertz());
    }

    @Test
    void anAudioMessageIsPlayedWhenRepliedTo() {
        int song = telegram.messages(lounge).stream()
                .filter(message ->
                        message.path("media").path("kind").asString("").equals("AUDIO"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .intValue();

        int asked = telegram.say(lounge, alice, "/play", song);

        telegram.awaitCard(lounge, asked - 1, "Alice");
        await("sound").atMost(PATIENCE).until(() -> !HeardTone.silent(telegram.listen(lounge, Duration.ofMillis(700))));
    }

    @Test
    void twoChatsHearTwoTonesAtOnce() {
        long kitchen = telegram.chat("Ночная кухня");
        long boris = telegram.user("Борис");
        telegram.startVoiceChat(kitchen, boris);
        Song here = Music.song(Format.MP3);
        Song there = Music.song(Format.OPUS);

        play(here.title());
        int asked = telegram.say(kitchen, boris, "/play " + there.title());
        telegram.awaitCard(kitchen, asked - 1, there.title());

        new Listener(telegram, kitchen).hearsPure(there.hertz());
        listener.hearsPure(here.hertz());
        telegram.say(kitchen, boris, "/stop");
        JsonNode stopped = telegram.awaitMessage(
                kitchen,
                asked - 1,
                message -> fromTheBot(message) && Telegram.text(message).startsWith("⏹"));
        assertThat(Telegram.text(stopped))
                .as("Boris is answered in his language")
                .matches("(?s).*\\p{IsCyrillic}.*");
    }

    private boolean fromTheBot(JsonNode message) {
        return message.path("userId").longValue(0)
                == telegram.overview().path("botId").longValue();
    }

    private double loudness() {
        double[] sound = HeardTone.left(telegram.listen(lounge, Duration.ofMillis(400)));
        double sum = 0;
        for (double sample : sound) {
            sum += sample * sample;
        }
        return Math.sqrt(sum / sound.length);
    }
}
