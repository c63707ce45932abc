package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundCommandsTest extends GatewayTest {
    @ParameterizedTest
    @CsvSource({
        "ru, /unmute, '🔊 Сейчас ничего не играет, и звук не выключен. Включите что-нибудь: /play.'",
        "en, /speed 1.25, ⏱ Speed: 1.5×",
        "ru, /speed 125%, '⏱ Скорость: 1,5×'",
        "ru, /басы 3, 🥁 Басы: 4 из 10",
        "en, /nightcore, 🌙 Nightcore: faster and higher. <code>/nightcore off</code> ends it.",
        "en, /nightcore off, ☀️ Nightcore is off",
        "en, /filters off, '🎚 Speed, bass and nightcore are back to normal'",
        "ru, /crossfade 6, 🎚 Песни накладываются на 5 с",
        "en, /crossfade off, 🎚 Songs follow each other without an overlap",
        "ru, /normalize выкл, '🔊 Песни звучат с той громкостью, с какой записаны'"
    })
    void theSoundIsSetAlsoWhileNothingPlays(String language, String words, String answer) {
        telegram.member(chat, requester, "administrator");
        player.shows(sounding(Players.idle(chat, 5, Instant.now())));
        say(language, words);

        assertThat(reply()).isEqualTo(answer);
        assertThat(commands()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "PLAYING, true, 🔊 The sound is on",
        "PLAYING, false, 🔊 The sound was on already.",
        "PAUSED, true, '🔊 The sound is on\nI''m paused: /resume.'"
    })
    void theSoundThatComesBackIsNotPromisedWhileNobodyHearsIt(PlayerState state, boolean muted, String answer) {
        player.shows(Players.sounding(SoundSettings.DEFAULT.withMuted(muted), Players.in(state, playing(5))));
        player.becomes(Players.in(state, playing(5)));
        say("en", "/unmute");

        assertThat(reply()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "PLAYING, 🔇 Muted until the music ends. It goes on; /unmute brings the sound back.",
        "PAUSED, '🔇 Muted. When the music goes on, /unmute brings the sound back.'"
    })
    void mutingSaysThatTheMusicGoesOnOnlyWhileItPlays(PlayerState state, String answer) {
        player.shows(Players.in(state, playing(5)));
        say("en", "/mute");

        assertThat(reply()).isEqualTo(answer);
    }

    // It ended with the song, and the words said otherwise.
    @Test
    void aMuteThatEndsWithItsSongSaysSo() {
        player.shows(playing(5));
        player.becomes(Players.sounding(SoundSettings.DEFAULT.mutedFor(entry.id()), playing(5)));
        say("en", "/mute");

        assertThat(reply()).isEqualTo("🔇 Muted until this song ends. It goes on; /unmute brings the sound back.");
    }

    @Test
    void aMemberMutesOnlyTheirOwnSongAndAnAdministratorAllThatFollows() {
        player.shows(playing(5));
        say("en", "/mute");
        reply();
        telegram.member(chat, 8, "administrator");
        player.shows(Players.playing(chat, 6, Instant.now(), Players.entry("e2", "Etude", 8)));
        telegram.say(chat, 8, "en", "/mute");

        await().untilAsserted(() ->
                assertThat(commands()).extracting(CommandRequest::ownOnly).containsExactly(true, false));
    }

    // A mute that was set while nothing played was still there days later.
    @Test
    void silenceWasMuted() {
        player.shows(Players.idle(chat, 5, Instant.now()));
        say("en", "/mute");

        assertThat(reply()).startsWith("Nothing is playing");
        assertThat(commands()).isEmpty();
    }

    @Test
    void eachCommandReachesThePlayer() {
        telegram.member(chat, requester, "administrator");
        player.shows(playing(5));
        for (String words : new String[] {
            "/mute", "/speed 0,5x", "/bass 10", "/nightcore on", "/filters off", "/crossfade 12", "/normalize on"
        }) {
            say("en", words);
            reply();
        }

        assertThat(commands())
                .extracting(CommandRequest::command)
                .containsExactly(
                        new PlayerCommand.SetMuted(true),
                        new PlayerCommand.SetSpeed(50),
                        new PlayerCommand.SetBass(10),
                        new PlayerCommand.SetNightcore(true),
                        new PlayerCommand.ClearFilters(),
                        new PlayerCommand.SetCrossFade(12),
                        new PlayerCommand.SetNormalized(true));
    }

    @ParameterizedTest
    @CsvSource({
        "/speed, ⏱ The speed is 1.5×.",
        "/bass, 🥁 The bass is at 4 of 10.",
        "/crossfade, 🎚 Songs overlap by 5 s.",
        "/filters, 🎚 Speed 1.5× · bass 4 of 10 · nightcore – · cross-fade 5 s · equal loudness ✓",
        "/normalize, 📏 Equal loudness is on. <code>/normalize on</code> makes",
        "/autoplay, 📻 Autoplay is off. <code>/autoplay on</code>:",
        "/stay, 📌 Staying in the voice chat is off. <code>/stay on</code>:",
        "/fair, ⚖️ Taking turns is off. <code>/fair on</code>:",
        "/loop, ➡️ No repeating. Change it with"
    })
    void whatIsNoSettingIsAnsweredWithWhatIsSet(String words, String answer) {
        player.shows(sounding(playing(5)));
        say("en", words);

        assertThat(reply()).startsWith(answer);
        assertThat(commands()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "en, /speed 9, “9” does not fit /speed., '⏱ The speed is 1.5×. Change it with <code>/speed 1.25</code> (0.5 to 2), '",
        "ru, /скорость 🎸, «🎸» не подходит для /скорость., '⏱ Скорость 1,5×. Изменить: <code>/speed 1,25</code> (от 0,5 до 2), '",
        "en, /bass 🎸, “🎸” does not fit /bass., '🥁 The bass is at 4 of 10. Change it with <code>/bass 5</code> (0 to 10), '",
        "en, /crossfade 13, “13” does not fit /crossfade., '🎚 Songs overlap by 5 s.'",
        "en, /filters on, “on” does not fit /filters., '<code>/filters</code> shows'",
        "en, /nightcore maybe, “maybe” does not fit /nightcore., '🌙 Nightcore is off. <code>/nightcore</code> turns"
                + " it on'",
        "ru, /normalize 5, «5» не подходит для /normalize., '📏 Равная громкость: вкл. <code>/normalize вкл</code>"
                + " выравнивает'",
        "en, /volume 0, “0” does not fit /volume., '🔊 The volume is 100%. Change it with <code>/volume 80</code> (1 to 200).'",
        "en, /seek <b>, “&lt;b&gt;” does not fit /seek., 'Where to? <code>/seek 1:30</code>'",
        "en, /skip 🎸, “🎸” does not fit /skip., 'How many? <code>/skip</code>'",
        "en, /jump first, “first” does not fit /jump., 'Which one? <code>/jump 3</code>'",
        "en, /move 5, “5” does not fit /move., 'Which one, and where to? <code>/move 5 1</code>'",
        "en, /remove 0, “0” does not fit /remove., 'Which one? <code>/remove 2</code>'",
        "en, /remove 🎸, “🎸” does not fit /remove., 'Which one? <code>/remove 2</code>'",
        "ru, /sleep завтра, «завтра» не подходит для /sleep., 'Когда закончить музыку? <code>/sleep 30м</code>'",
        "en, /loop 11, “11” does not fit /loop., '➡️ No repeating. Change it with <code>/loop track</code>'",
        "en, /shuffle 7, “7” does not fit /shuffle., '🔀 Shuffling is off. <code>/shuffle</code> shuffles'",
        "en, /fair 7, “7” does not fit /fair., '⚖️ Taking turns is off. <code>/fair on</code>'"
    })
    void anArgumentThatDoesNotFitIsNamedBeforeWhatHoldsAndAnExample(
            String language, String words, String refused, String usage) {
        player.shows(sounding(playing(5)));
        say(language, words);

        assertThat(reply()).startsWith(refused + "\n" + usage);
        assertThat(commands()).isEmpty();
    }

    @Test
    void aSpeedThatIsTurnedOffIsTheOriginalOne() {
        player.shows(sounding(playing(5)));
        player.becomes(playing(5));
        say("en", "/speed off");

        assertThat(reply()).isEqualTo("⏱ Speed: 1×");
        assertThat(commands()).extracting(CommandRequest::command).containsExactly(new PlayerCommand.SetSpeed(100));
    }

    @Test
    void aStrangerDoesNotChangeTheSoundOfAnothersTrack() {
        player.shows(Players.playing(chat, 5, Instant.now(), Players.entry("e2", "Etude", STRANGER)));
        say("en", "/speed 2");

        assertThat(reply()).isNotBlank();
        assertThat(commands()).isEmpty();
    }

    private static PlayerView sounding(PlayerView it) {
        return Players.sounding(new SoundSettings(false, 150, 4, false, 5, true), it);
    }
}
