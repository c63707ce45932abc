package dev.muzon.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelAddressTest {
    @ParameterizedTest
    @CsvSource({
        "@Night_Music, @night_music",
        "night_music, @night_music",
        "t.me/Night_Music, @night_music",
        "https://t.me/night_music/, @night_music",
        "http://telegram.me/night_music/17?single, @night_music",
        "https://t.me/s/night_music?before=12, @night_music",
        "https://night_music.t.me, @night_music",
        "tg://resolve?domain=night_music&post=3, @night_music",
        "https://t.me/+AbCdEf-_12, +AbCdEf-_12",
        "t.me/joinchat/AbCdEf-_12, +AbCdEf-_12",
        "tg://join?invite=AbCdEf-_12, +AbCdEf-_12",
        "https://t.me/c/1234567890/55, c/1234567890"
    })
    void everyWayToWriteAnAddressIsRead(String text, String value) {
        assertThat(ChannelAddress.read("  " + text + " ")).contains(new ChannelAddress(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "@", "@abc", "@1night", "night music", "https://example.org/night_music", "t.me/", "t.me/+a"
            })
    void otherTextIsNoAddress(String text) {
        assertThat(ChannelAddress.read(text)).isEmpty();
    }

    @Test
    void aLongTextIsNotLookedAt() {
        assertThat(ChannelAddress.read("https://t.me/night_music?" + "a".repeat(300)))
                .isEmpty();
    }

    @Test
    void anInviteLinkIsNotPrinted() {
        var invite = new ChannelAddress("+AbCdEfGh12");
        assertThat(invite).hasToString("+…");
        assertThat(invite.link()).isEqualTo("https://t.me/+AbCdEfGh12");
    }

    @Test
    void anAddressFromAJobIsChecked() {
        assertThatThrownBy(() -> new ChannelAddress("@x y")).isInstanceOf(FailureException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "@abc, LENGTH",
        "abc, LENGTH",
        "@abcdefghijklmnopqrstuvwxyz0123456, LENGTH",
        "@музыка, CHARACTERS",
        "@1music, CHARACTERS",
        "@night-music, CHARACTERS",
        "@night_music,",
        "https://t.me/abc,",
        "two words,",
        "'',"
    })
    void aNameThatNoChannelHasIsToldWhatIsWrongWithIt(String written, ChannelAddress.Flaw flaw) {
        assertThat(ChannelAddress.flaw(written)).isEqualTo(Optional.ofNullable(flaw));
    }
}
