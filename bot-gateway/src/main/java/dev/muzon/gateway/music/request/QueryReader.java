package dev.muzon.gateway.music.request;

import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.telegram.Blanks;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.LinkReader;
import dev.muzon.gateway.telegram.Material;
import dev.muzon.protocol.track.TrackQuery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a {@code /play} means. The file that the command is the caption of comes first, then what was typed, then
 * the message that was answered. Whether there is music behind it is the extractor's question.
 */
final class QueryReader {
    static final int LONGEST_TEXT = Material.MAX_WORDS;

    private QueryReader() {}

    static Asked read(Incoming.Command command) {
        Material material = command.material();
        TrackQuery.TelegramFile file = command.media();
        if (file != null && (material.attached() || command.argument().isEmpty())) {
            return file(file, material);
        }
        if (!material.links().isEmpty()) {
            return link(material.links());
        }
        return command.argument().isEmpty() ? replied(material.reply()) : text(command.argument());
    }

    private static Asked file(TrackQuery.TelegramFile file, Material material) {
        return material.album() == null
                ? new Asked.For(file, MusicPhrase.SEARCHING_FILE, Map.of())
                : new Asked.Album(material.album(), file, material.attached());
    }

    private static Asked link(List<String> links) {
        return new Asked.For(new TrackQuery.Link(links.getFirst()), MusicPhrase.SEARCHING_LINK, Map.of());
    }

    private static Asked replied(Material.@Nullable Reply reply) {
        if (reply == null) {
            return unclear(MusicPhrase.PLAY_USAGE);
        }
        if (!reply.links().isEmpty()) {
            return link(reply.links());
        }
        if (names(reply.words())) {
            return text(reply.words());
        }
        return unclear(reply.elsewhere() ? MusicPhrase.PLAY_ELSEWHERE : MusicPhrase.PLAY_NO_SOUND);
    }

    private static Asked text(String words) {
        if (words.codePointCount(0, words.length()) > LONGEST_TEXT) {
            return tooLong(words.contains("://") ? LinkReader.MAX_LENGTH : LONGEST_TEXT);
        }
        if (!names(words)) {
            return unclear(MusicPhrase.PLAY_UNCLEAR);
        }
        String oneLine = Blanks.oneLine(words);
        return new Asked.For(
                new TrackQuery.Text(oneLine), MusicPhrase.SEARCHING, Map.of("query", Titles.shortened(oneLine)));
    }

    private static boolean names(String words) {
        return words.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static Asked unclear(Phrase answer) {
        return new Asked.Unclear(answer, Map.of());
    }

    private static Asked tooLong(int limit) {
        return new Asked.Unclear(MusicPhrase.PLAY_TOO_LONG, Map.of("limit", Integer.toString(limit)));
    }
}
