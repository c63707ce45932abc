package dev.muzon.gateway.music;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.track.Track;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * Names of tracks as a chat reads them. A recorded message has no title, so what it is stands there in the chat's
 * language.
 */
public final class TrackNames {
    private TrackNames() {}

    /** Returns {@code Artist – Title}, the title alone, or {@code Voice message · Sender}. */
    public static String full(Track track, Texts texts, Language language) {
        Track.Kind kind = track.kind();
        return kind == null ? Titles.full(track) : recorded(kind, track, texts, language);
    }

    /** Returns the title where the artist stands on a separate line. */
    public static String title(Track track, Texts texts, Language language) {
        Track.Kind kind = track.kind();
        return kind == null ? Titles.shortened(track.title()) : recorded(kind, track, texts, language);
    }

    /** Returns the artist, null when unknown. The sender of a message is part of its title. */
    public static @Nullable String artist(Track track) {
        return track.kind() != null || track.artist() == null ? null : Titles.shortened(track.artist());
    }

    /** Returns the name of the person who asked, or what stands in its place when nobody did. */
    public static String requester(Requester requester, Texts texts, Language language) {
        return Requester.nobody(requester)
                ? texts.plain(language, MusicPhrase.AUTOPLAY)
                : Titles.shortened(requester.name());
    }

    private static String recorded(Track.Kind kind, Track track, Texts texts, Language language) {
        var values = new HashMap<String, Object>();
        if (track.artist() != null) {
            values.put("name", Titles.shortened(track.artist()));
        }
        return texts.plain(language, phrase(kind), values);
    }

    private static MusicPhrase phrase(Track.Kind kind) {
        return switch (kind) {
            case VOICE_MESSAGE -> MusicPhrase.VOICE_MESSAGE;
            case VIDEO_MESSAGE -> MusicPhrase.VIDEO_MESSAGE;
        };
    }
}
