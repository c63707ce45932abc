package dev.muzon.gateway.telegram;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The things to play that a command's message and the message it answers offer, besides the file.
 *
 * @param attached whether the file is part of the command's message, which then shows what is meant
 * @param album {@code media_group_id} of the message that the file is in, null when it stands alone
 * @param links in the command's own words, best first
 * @param reply the message that this one answers, null when it answers nothing
 * @param silent true for the caption of a picture or a file without sound, otherwise null
 */
public record Material(
        boolean attached,
        @Nullable String album,
        List<String> links,
        @Nullable Reply reply,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean silent) {
    /** The longest text that can be the name of a song. */
    public static final int MAX_WORDS = 200;

    public Material {
        links = bounded(links);
    }

    public Material(boolean attached, @Nullable String album, List<String> links, @Nullable Reply reply) {
        this(attached, album, links, reply, null);
    }

    /** Returns the material of a message of which only the words were stored. */
    static Material of(String argument) {
        return new Material(false, null, LinkReader.links(argument), null);
    }

    /**
     * A message that a person answered with a command.
     *
     * @param links best first: those of the quoted part before all others
     * @param words a short text that may name a song, empty when there is none
     * @param elsewhere whether it stands in another chat, of which a bot sees files but no text
     * @param own the number of the message when the bot wrote it, null for all others and in what an older version stored
     * @param author the person who wrote it in this chat, null for bots and in what an older version stored
     */
    public record Reply(
            List<String> links,
            String words,
            boolean elsewhere,
            @Nullable Integer own,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Sender author) {
        public Reply {
            links = bounded(links);
        }
    }

    private static List<String> bounded(@Nullable List<String> links) {
        return links == null
                ? List.of()
                : links.stream()
                        .filter(link -> link.length() <= LinkReader.MAX_LENGTH)
                        .limit(LinkReader.MAX_LINKS)
                        .toList();
    }
}
