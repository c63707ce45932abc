package dev.muzon.gateway.music;

import dev.muzon.gateway.telegram.BotIdentity;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links that stand for one listed track. They lead people to the bot. In the words of a {@code /play} they mean exactly
 * that track.
 */
public final class SongLinks {
    private static final String PARAMETER = "song_";

    /** Telegram allows 64 characters for all of the parameter. */
    private static final Pattern LINK =
            Pattern.compile("https?://t\\.me/\\w{1,64}\\?start=" + PARAMETER + "([A-Za-z0-9_-]{1,58})");

    private SongLinks() {}

    /** Returns the link of a track. */
    public static URI of(Track track, BotIdentity bot) {
        return URI.create("https://t.me/" + bot.username() + "?start=" + PARAMETER + track.id());
    }

    /** Returns the track that a link stands for, empty for any other link. */
    public static Optional<TrackQuery.Listed> track(String link) {
        Matcher song = LINK.matcher(link);
        return song.matches() ? Optional.of(new TrackQuery.Listed(song.group(1))) : Optional.empty();
    }
}
