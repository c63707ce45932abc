package dev.muzon.gateway.music.request;

import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.protocol.track.TrackQuery;
import java.util.Map;

/** The meaning of a {@code /play}, understood or not. */
public sealed interface PlayRequest {
    /**
     * A request that can be passed on.
     *
     * @param searching what to say while it is looked for
     */
    record Query(TrackQuery query, Phrase searching, Map<String, String> values) implements PlayRequest {}

    /**
     * All songs that were sent together with one.
     *
     * @param id {@code media_group_id}
     * @param known the song of the message that was captioned or answered
     * @param arriving whether the others may still be on their way
     */
    record Album(String id, TrackQuery.TelegramFile known, boolean arriving) implements PlayRequest {}

    /**
     * The track that one of the bot's own messages is about.
     *
     * @param message its number
     */
    record Again(int message) implements PlayRequest {}

    /**
     * A request that cannot be understood.
     *
     * @param answer what to say instead
     */
    record Unclear(Phrase answer, Map<String, String> values) implements PlayRequest {}
}
