package dev.muzon.gateway.music.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.telegram.Fixtures;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.track.TrackQuery;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReaderTest {
    @Test
    void wordsAreSearchedOnOneLine() {
        assertThat(read("moonlight \n\u00A0 sonata"))
                .isEqualTo(new PlayRequest.Query(
                        new TrackQuery.Text("moonlight sonata"),
                        MusicPhrase.SEARCHING,
                        Map.of("query", "moonlight sonata")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example/x.mp3",
                "HTTPS://a.example/x",
                "https://127.0.0.1/admin",
                "ftp://a.example/a.mp3",
                "file:///etc/passwd"
            })
    void linksArePassedOnAsTheyAre(String url) {
        assertThat(read(url)).isEqualTo(link(url));
    }

    @Test
    void aLinkWinsOverTheWordsAroundIt() {
        assertThat(read("please https://a.example/x.mp3, thanks")).isEqualTo(link("https://a.example/x.mp3"));
        assertThat(read("music.example/a.mp3")).isEqualTo(link("https://music.example/a.mp3"));
    }

    @Test
    void theFileThatTheCommandIsTheCaptionOfWinsOverWords() {
        assertThat(QueryReader.read(Fixtures.command("captioned-audio")))
                .isInstanceOfSatisfying(PlayRequest.Query.class, asked -> {
                    assertThat(asked.query()).isInstanceOf(TrackQuery.TelegramFile.class);
                    assertThat(asked.searching()).isEqualTo(MusicPhrase.SEARCHING_CAPTIONED);
                    assertThat(asked.values()).isEqualTo(Map.of("words", "my favourite"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply-to-audio", "reply-to-untyped-document", "external-reply-with-audio"})
    void aBareCommandPlaysTheAnsweredFile(String fixture) {
        assertThat(QueryReader.read(Fixtures.command(fixture)))
                .isInstanceOfSatisfying(
                        PlayRequest.Query.class,
                        asked -> assertThat(asked.query()).isInstanceOf(TrackQuery.TelegramFile.class));
    }

    @Test
    void anEmptyFileIsCalledEmpty() {
        var reply = Fixtures.command("reply-to-audio");
        TrackQuery.TelegramFile file = Objects.requireNonNull(reply.media());
        var empty = new Incoming.Command(
                reply.updateId(),
                reply.chat(),
                reply.sender(),
                reply.messageId(),
                reply.name(),
                null,
                "",
                new TrackQuery.TelegramFile(
                        file.fileId(), file.uniqueId(), file.title(), null, file.fileName(), null, 0L),
                null,
                null,
                reply.material());
        assertThat(QueryReader.read(empty)).isEqualTo(new PlayRequest.Unclear(MusicPhrase.PLAY_EMPTY, Map.of()));
    }

    @Test
    void wordsWinOverTheAnsweredFile() {
        var reply = Fixtures.command("reply-to-audio");
        var worded = new Incoming.Command(
                reply.updateId(),
                reply.chat(),
                reply.sender(),
                reply.messageId(),
                reply.name(),
                null,
                "sonata",
                reply.media(),
                null,
                null,
                reply.material());
        assertThat(QueryReader.read(worded))
                .isInstanceOfSatisfying(
                        PlayRequest.Query.class,
                        asked -> assertThat(asked.query()).isEqualTo(new TrackQuery.Text("sonata")));
    }

    @ParameterizedTest
    @CsvSource({
        "reply-to-link, http://h.example/a.mp3",
        "reply-to-text-link, https://h.example/a.mp3",
        "reply-to-captioned-link, https://радио.рф/live",
        "reply-with-quote, https://h.example/2.mp3",
        "external-reply-with-quote, https://h.example/a.mp3"
    })
    void aBareCommandPlaysTheAnsweredLink(String fixture, String url) {
        assertThat(QueryReader.read(Fixtures.command(fixture))).isEqualTo(link(url));
    }

    @Test
    void aBareCommandSearchesTheAnsweredText() {
        assertThat(QueryReader.read(Fixtures.command("reply-to-song-name")))
                .isInstanceOfSatisfying(
                        PlayRequest.Query.class,
                        asked -> assertThat(asked.query()).isEqualTo(new TrackQuery.Text("Nirvana – Lithium")));
    }

    @ParameterizedTest
    @CsvSource({
        "bare-command-in-topic, PLAY_USAGE",
        "captioned-pdf, PLAY_NO_SOUND",
        "reply-to-photo, PLAY_NO_SOUND",
        "reply-to-text-file, PLAY_NO_SOUND",
        "reply-to-long-text, PLAY_NO_SOUND",
        "external-reply-without-media, PLAY_ELSEWHERE"
    })
    void aMessageWithoutMusicIsAnsweredWithAdvice(String fixture, MusicPhrase answer) {
        assertThat(QueryReader.read(Fixtures.command(fixture))).isEqualTo(new PlayRequest.Unclear(answer, Map.of()));
    }

    @Test
    void anAlbumIsPlayedAsAWhole() {
        assertThat(QueryReader.read(Fixtures.command("album-caption")))
                .isInstanceOfSatisfying(PlayRequest.Album.class, album -> {
                    assertThat(album.id()).isEqualTo("13894567890123456");
                    assertThat(album.known().title()).isEqualTo("Nocturne");
                    assertThat(album.arriving()).isTrue();
                });
        assertThat(QueryReader.read(Fixtures.command("reply-to-album-item")))
                .isInstanceOfSatisfying(
                        PlayRequest.Album.class,
                        album -> assertThat(album.arriving()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"???", "🙂🙂", "\u0000\u0001", "—"})
    void wordsWithoutALetterAreUnclear(String nonsense) {
        assertThat(read("." + nonsense)).isEqualTo(new PlayRequest.Unclear(MusicPhrase.PLAY_UNCLEAR, Map.of()));
    }

    @Test
    void aTextOverTheLimitIsTooLong() {
        assertThat(read("la ".repeat(1000).strip()))
                .isEqualTo(new PlayRequest.Unclear(MusicPhrase.PLAY_TOO_LONG, Map.of("limit", "200")));
        assertThat(read("https://a.example/" + "x".repeat(3000)))
                .isEqualTo(new PlayRequest.Unclear(MusicPhrase.PLAY_TOO_LONG, Map.of("limit", "2000")));
        assertThat(read("ё".repeat(200))).isInstanceOf(PlayRequest.Query.class);
    }

    /** Reads a text that once overflowed the stack, which silenced a group for good. */
    @Test
    void twoThousandLettersWithDotsAreTooLongAndNotTooDeep() throws Exception {
        var task = new FutureTask<PlayRequest>(() -> read("a.".repeat(2000)));
        new Thread(null, task, "small-stack", 512 * 1024).start();
        assertThat(task.get()).isEqualTo(new PlayRequest.Unclear(MusicPhrase.PLAY_TOO_LONG, Map.of("limit", "200")));
    }

    private static PlayRequest read(String argument) {
        return QueryReader.read(Fixtures.typed("/play " + argument));
    }

    private static PlayRequest.Query link(String url) {
        return new PlayRequest.Query(new TrackQuery.Link(url), MusicPhrase.SEARCHING_LINK, Map.of());
    }
}
