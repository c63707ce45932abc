package dev.muzon.gateway.music.request;

import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.SongLinks;
import dev.muzon.gateway.telegram.Blanks;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.LinkReader;
import dev.muzon.gateway.telegram.Material;
import dev.muzon.protocol.track.TrackQuery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reader of {@code /play} and {@code /song}. The file that the command is the caption of comes first, then what was typed, then the
 * message that was answered. Whether there is music in it is the extractor's question.
 */
public final class QueryReader {
    static final int LONGEST_TEXT = Material.MAX_WORDS;

    private QueryReader() {}

    /** Reads what a command asks for. */
    public static PlayRequest read(Incoming.Command command) {
        Material material = command.material();
        TrackQuery.TelegramFile file = command.media();
        if (file != null && (material.attached() || command.argument().isEmpty())) {
            return file(file, material, Blanks.oneLine(command.argument()));
        }
        if (!material.links().isEmpty()) {
            return link(material.links());
        }
        if (!command.argument().isEmpty()) {
            return text(command.argument());
        }
        return material.silent() != null && material.reply() == null
                ? unclear(MusicPhrase.PLAY_NO_SOUND)
                : replied(material.reply());
    }

    private static PlayRequest file(TrackQuery.TelegramFile file, Material material, String beside) {
        if (material.album() == null && file.size() != null && file.size() == 0) {
            return unclear(MusicPhrase.PLAY_EMPTY);
        }
        if (material.album() != null) {
            return new PlayRequest.Album(material.album(), file, material.attached());
        }
        return names(beside)
                ? new PlayRequest.Query(
                        file, MusicPhrase.SEARCHING_CAPTIONED, Map.of("words", Titles.shortened(beside)))
                : new PlayRequest.Query(file, MusicPhrase.SEARCHING_FILE, Map.of());
    }

    private static PlayRequest link(List<String> links) {
        String first = links.getFirst();
        return SongLinks.track(first)
                .map(song -> new PlayRequest.Query(song, MusicPhrase.SEARCHING_FILE, Map.of()))
                .orElseGet(
                        () -> new PlayRequest.Query(new TrackQuery.Link(first), MusicPhrase.SEARCHING_LINK, Map.of()));
    }

    private static PlayRequest replied(Material.@Nullable Reply reply) {
        if (reply == null) {
            return unclear(MusicPhrase.PLAY_USAGE);
        }
        if (reply.own() != null) {
            return new PlayRequest.Again(reply.own());
        }
        if (!reply.links().isEmpty()) {
            return link(reply.links());
        }
        if (names(reply.words())) {
            return text(reply.words());
        }
        return unclear(reply.elsewhere() ? MusicPhrase.PLAY_ELSEWHERE : MusicPhrase.PLAY_NO_SOUND);
    }

    private static PlayRequest text(String words) {
        if (words.codePointCount(0, words.length()) > LONGEST_TEXT) {
            return tooLong(words.contains("://") ? LinkReader.MAX_LENGTH : LONGEST_TEXT);
        }
        if (!names(words)) {
            return unclear(MusicPhrase.PLAY_UNCLEAR);
        }
        String oneLine = Blanks.oneLine(words);
        return new PlayRequest.Query(
                new TrackQuery.Text(oneLine), MusicPhrase.SEARCHING, Map.of("query", Titles.shortened(oneLine)));
    }

    private static boolean names(String words) {
        return words.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static PlayRequest unclear(Phrase answer) {
        return new PlayRequest.Unclear(answer, Map.of());
    }

    private static PlayRequest tooLong(int limit) {
        return new PlayRequest.Unclear(MusicPhrase.PLAY_TOO_LONG, Map.of("limit", Integer.toString(limit)));
    }
}
