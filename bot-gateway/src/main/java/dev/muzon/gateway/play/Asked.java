package dev.muzon.gateway.play;

import dev.muzon.gateway.text.Phrase;
import dev.muzon.protocol.track.TrackQuery;
import java.util.Map;

/** What somebody typed after {@code /play}, understood or not. */
sealed interface Asked {
    /** @param searching what to say while it is looked for */
    record For(TrackQuery query, Phrase searching, Map<String, String> values) implements Asked {}

    /** @param answer what to say instead */
    record Unclear(Phrase answer, Map<String, String> values) implements Asked {}
}
