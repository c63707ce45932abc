package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Sound and links in a command's message and in the message it answers. */
class MaterialReadingTest {
    @Test
    void readsTheAudioThatACommandIsTheCaptionOf() {
        var command = Fixtures.command("captioned-audio");
        assertThat(command.media())
                .isEqualTo(new TelegramFile(
                                "CQACAgIAAxkBAAIB",
                                "AgADbwADmL",
                                "Nocturne",
                                "Muzon Ensemble",
                                "nocturne.mp3",
                                Duration.ofSeconds(225),
                                3_612_345L)
                        .in(new TelegramFile.Place(-1_001_234_567_890L, 515)));
        assertThat(command.material().attached()).isTrue();
        assertThat(command.argument()).isEqualTo("my favourite");
    }

    @ParameterizedTest
    @CsvSource({
        "captioned-document, AgADcAADmL, true",
        "reply-to-untyped-document, AgADcAADmL, false",
        "reply-to-ogg-document, AgADcAADmL, false",
        "reply-to-audio, AgADbwADmL, false",
        "reply-to-voice, AgADcQADmL, false",
        "reply-to-video-note, AgADcgADmL, false",
        "reply-to-video, AgADcwADmL, false",
        "reply-to-animation, AgADdAADmL, false",
        "external-reply-with-audio, AgADbwADmL, false"
    })
    void findsTheSoundInWhateverCarriesIt(String fixture, String uniqueId, boolean attached) {
        var command = Fixtures.command(fixture);
        assertThat(command.media()).extracting(TelegramFile::uniqueId).isEqualTo(uniqueId);
        assertThat(command.material().attached()).isEqualTo(attached);
    }

    @Test
    void namesTheMessageOfAFileOnlyWhereAllAccountsNameItSo() {
        assertThat(Fixtures.command("reply-to-audio").media())
                .isNotNull()
                .satisfies(file -> assertThat(file.place()).isNotNull());
        ObjectNode basic = (ObjectNode) Fixtures.json("reply-to-audio");
        ((ObjectNode) basic.path("message").path("reply_to_message").path("chat")).put("type", "group");
        assertThat(((Incoming.Command) Fixtures.parsed(basic)).media())
                .isNotNull()
                .satisfies(file -> assertThat(file.place()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply-to-text-file", "reply-to-photo", "external-reply-without-media"})
    void findsNoSoundWhereThereIsNone(String fixture) {
        assertThat(Fixtures.command(fixture).media()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.flac", "a.m4a", "a.ogg", "a.oga", "a.opus", "A.WAV", "a.aac", "a.wma", "a.aiff", "a.mka", "a.webm",
                "a.mp4", "a.mkv", "a.mov", "a.b.mp3", "a.amr", "a.mp2", "a.spx", "a.weba", "a.caf", "a.au", "a.aif",
                "a.awb", "a.w64", "a.snd", "a.m4r", "song.mp3 ", "song.mp3\u00a0", "song.FLAC\u200b"
            })
    void recognisesASongByTheNameOfItsDocument(String name) {
        var update = (ObjectNode) Fixtures.json("captioned-document");
        ((ObjectNode) update.at("/message/document")).put("file_name", name).remove("mime_type");
        assertThat(Fixtures.parsed(update))
                .isInstanceOfSatisfying(
                        Incoming.Command.class, it -> assertThat(it.media()).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({
        "application/octet-stream, as-a-file.flac, true",
        "application/octet-stream, мой трек, true",
        "application/octet-stream, 01. Intro, true",
        "application/octet-stream, Mr. Blue, true",
        "application/octet-stream, song.mp3.download, true",
        "application/octet-stream, setup.exe, false",
        "application/octet-stream, 'archive.ZIP ', false",
        "text/plain, 'song.mp3 ', true",
        "application/zip, album, false",
        "text/plain, song, false"
    })
    void takesADocumentOfUnspecificTypeForASongWhenItsNameSaysSoOrNothing(String type, String name, boolean song) {
        var update = (ObjectNode) Fixtures.json("captioned-document");
        ((ObjectNode) update.at("/message/document")).put("file_name", name).put("mime_type", type);
        assertThat(Fixtures.parsed(update))
                .isInstanceOfSatisfying(
                        Incoming.Command.class,
                        it -> assertThat(it.media() != null).isEqualTo(song));
    }

    @ParameterizedTest
    @CsvSource({
        "reply-to-link, http://h.example/a.mp3",
        "reply-to-text-link, https://h.example/a.mp3",
        "reply-to-captioned-link, https://радио.рф/live",
        "external-reply-with-quote, https://h.example/a.mp3"
    })
    void readsTheLinkOfTheMessageThatIsAnswered(String fixture, String link) {
        assertThat(reply(fixture).links()).containsExactly(link);
    }

    @Test
    void prefersTheQuotedPartOfTheAnsweredMessage() {
        assertThat(reply("reply-with-quote").links())
                .containsExactly("https://h.example/2.mp3", "https://h.example/1.mp3");
    }

    @Test
    void readsAShortAnsweredTextAsWordsAndALongOneNot() {
        assertThat(reply("reply-to-song-name").words()).isEqualTo("Nirvana – Lithium");
        assertThat(reply("reply-to-long-text").words()).isEmpty();
    }

    // "/play" as a reply to "/play lithium" looked for a song called "/play lithium".
    @ParameterizedTest
    @CsvSource({"/play Lithium, Lithium", "/play@MuzonBot Lithium, Lithium", "/skip, ''", "/играй: Lithium, Lithium"})
    void theNameOfAnAnsweredCommandWasReadAsWordsOfASong(String text, String words) {
        var update = (ObjectNode) Fixtures.json("reply-to-song-name");
        var answered = (ObjectNode) update.at("/message/reply_to_message");
        answered.put("text", text);
        answered.putArray("entities")
                .addObject()
                .put("type", "bot_command")
                .put("offset", 0)
                .put("length", text.split("[\\s:]", 2)[0].length());
        assertThat(Fixtures.parsed(update))
                .isInstanceOfSatisfying(
                        Incoming.Command.class,
                        command -> assertThat(command.material().reply())
                                .extracting(Material.Reply::words)
                                .isEqualTo(words));
    }

    @Test
    void takesNothingFromTheBotsOwnMessages() {
        assertThat(reply("reply-to-own-message")).isEqualTo(new Material.Reply(List.of(), "", false, 495, null));
    }

    @Test
    void knowsWhetherTheAnsweredMessageStandsInAnotherChat() {
        assertThat(reply("external-reply-without-media").elsewhere()).isTrue();
        assertThat(reply("reply-to-photo").elsewhere()).isFalse();
    }

    @Test
    void readsTheLinkBehindAWord() {
        assertThat(Fixtures.command("command-with-text-link").material().links())
                .containsExactly("https://h.example/a.mp3");
        assertThat(Fixtures.command("command-with-bare-host").material().links())
                .containsExactly("https://youtube.com");
    }

    private static Material.Reply reply(String fixture) {
        return Objects.requireNonNull(Fixtures.command(fixture).material().reply());
    }
}
