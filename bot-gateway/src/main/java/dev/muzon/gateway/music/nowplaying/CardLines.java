package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.track.Track;
import java.time.Instant;
import java.util.Optional;

/** Lines of lyrics on cards, which move with their songs. Nobody is asked for anything here. */
public interface CardLines {

    /** Returns the button that shows and hides the lines of a track, empty where there can be none. */
    Optional<Content.Button> button(Track track, long epoch);

    /** Returns the lines around the one that is sung at a moment. Empty while the chat hides them. */
    Optional<Html> sung(PlayerView player, Instant moment);
}
