package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;

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
        "en, /mute, 🔇 Muted. Nothing is heard until /unmute.",
        "ru, /unmute, 🔊 Звук включён",
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
        player.shows(sounding(Players.idle(chat, 5, Instant.now())));
        say(language, words);

        assertThat(reply()).isEqualTo(answer);
        assertThat(commands()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "PLAYING, 🔇 Muted. The music goes on; /unmute brings the sound back.",
        "PAUSED, 🔇 Muted. Nothing is heard until /unmute."
    })
    void mutingSaysThatTheMusicGoesOnOnlyWhileItPlays(PlayerState state, String answer) {
        player.shows(Players.in(state, playing(5)));
        say("en", "/mute");

        assertThat(reply()).isEqualTo(answer);
    }

    @Test
    void eachCommandReachesThePlayer() {
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
        "/speed, The speed is 1.5×.",
        "/speed 3, The speed is 1.5×.",
        "/speed fast, The speed is 1.5×.",
        "/bass 11, The bass is at 4 of 10.",
        "/crossfade 13, Songs overlap by 5 s.",
        "/filters, 🎚 Speed 1.5× · bass 4 of 10 · nightcore – · cross-fade 5 s · equal loudness ✓",
        "/filters on, <code>/filters</code> shows",
        "/nightcore maybe, <code>/nightcore</code> turns it on",
        "/normalize, <code>/normalize on</code> makes"
    })
    void whatIsNoSettingIsAnsweredWithWhatIsSet(String words, String answer) {
        player.shows(sounding(playing(5)));
        say("en", words);

        assertThat(reply()).startsWith(answer);
        assertThat(commands()).isEmpty();
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
