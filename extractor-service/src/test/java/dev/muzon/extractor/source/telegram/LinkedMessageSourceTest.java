package dev.muzon.extractor.source.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of links to messages, through an assistant that sees one message. */
class LinkedMessageSourceTest extends TrackSourceContract {
    private static final long STRANGERS = -1_009_999_999_999L;
    private static final DoorLimits LIMITS =
            new DoorLimits(1_000_000_000, Duration.ofSeconds(3), Duration.ofSeconds(10));

    @TempDir
    Path folder;

    private Door door;
    private LinkedMessageSource shared;

    @BeforeEach
    void start() throws Exception {
        Path song = new TestTones(FFMPEG, folder).tone("song", Format.MP3, 440, Duration.ofSeconds(3));
        door = new Door((host, _) -> List.of(InetAddress.ofLiteral(host)), SSLContext.getDefault(), LIMITS);
        var assistant = new MessageAssistant(Files.readAllBytes(song));
        shared = new LinkedMessageSource(new MessageSounds(assistant, door, new Ffprobe(FFMPEG)));
    }

    @AfterEach
    void stop() {
        door.close();
    }

    @Override
    protected TrackSource source() {
        return shared.in(MessageAssistant.CHAT);
    }

    @Override
    protected TrackQuery present() {
        return link("https://t.me/c/1234567890/7");
    }

    @Override
    protected TrackQuery absent() {
        return link("https://t.me/night_music/8");
    }

    private static TrackQuery link(String url) {
        return new TrackQuery.Link(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://t.me/Night_Music/7",
                "http://www.telegram.me/night_music/7?single",
                "https://t.me/s/night_music/7",
                "https://t.me/night_music/5/7",
                "https://t.me/c/1234567890/5/7#x",
                "https://t.me/c/1234567890/7/"
            })
    void everyFormOfALinkToAMessagePlaysIt(String url) throws Exception {
        assertThat(source().answers(link(url))).isTrue();

        FoundTrack found = source().resolve(link(url)).getFirst();

        assertThat(found.title()).isEqualTo("Summer Rain");
        assertThat(found.artist()).isEqualTo("Muzon Ensemble");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://t.me/night_music", "https://t.me/+AbCdEfGhIj", "https://t.me/c/1234567890/"})
    void aLinkToAWholeChatIsToldFromOneToAMessage(String url) {
        assertThat(source().answers(link(url))).isTrue();
        assertRefused(() -> source().resolve(link(url)), FailureCode.URL_CHANNEL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://t.me.example/night_music/7", "https://example.com/t.me/night_music/7", "https://t.me/"})
    void linksToOtherSitesAreNotItsOwn(String url) {
        assertThat(source().answers(link(url))).isFalse();
    }

    @Test
    void anotherChatHearsPublicMessagesAndNoPrivateOnes() throws Exception {
        TrackSource theirs = shared.in(STRANGERS);
        FoundTrack found = source().resolve(present()).getFirst();

        assertThat(theirs.resolve(link("https://t.me/night_music/7"))).hasSize(1);
        assertRefused(() -> theirs.resolve(present()), FailureCode.MESSAGE_UNSEEN);
        assertRefused(() -> theirs.open(found.reference()), FailureCode.MESSAGE_UNSEEN);
        assertThat(shared.answers(present())).isFalse();
    }

    private static void assertRefused(ThrowingCallable call, FailureCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(code));
    }
}
