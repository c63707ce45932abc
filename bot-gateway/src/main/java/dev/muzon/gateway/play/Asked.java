package dev.muzon.gateway.play;

import dev.muzon.gateway.text.Phrase;
import dev.muzon.protocol.track.TrackQuery;
import java.util.Map;

/** A wish after {@code /play}, understood or not. */
sealed interface Asked {
    /** @param searching what to say while it is looked for */
    record For(TrackQuery query, Phrase searching, Map<String, String> values) implements Asked {}

    /**
     * All songs that were sent together with one.
     *
     * @param id {@code media_group_id}
     * @param known the song of the message that was captioned or answered
     * @param arriving whether the others may still be on their way
     */
    record Album(String id, TrackQuery.TelegramFile known, boolean arriving) implements Asked {}

    /** @param answer what to say instead */
    record Unclear(Phrase answer, Map<String, String> values) implements Asked {}
}
