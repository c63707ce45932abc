package dev.muzon.gateway.music.lyrics;

import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.music.nowplaying.CardLines;
import dev.muzon.gateway.music.playable.Sources;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The songs whose lines stand on cards, one for each chat. They are forgotten with their track, and by a restart. */
@Component
class SungSongs implements CardLines {
    /** The first part of the data of the button, before the epoch. Old messages carry it. */
    static final String BUTTON = "lyrics";

    /** Bounds the memory: the lines of a song may be hundreds. */
    private static final int MOST = 200;

    private final Sources sources;
    private final ConcurrentHashMap<Long, Sung> songs = new ConcurrentHashMap<>();

    /** A song whose lines a chat wants to see. */
    static final class Sung {
        private final long chat;
        private final long epoch;
        private final List<LyricsView.Line> lines;
        private volatile Html drawn = new Html("");

        private Sung(long chat, long epoch, List<LyricsView.Line> lines) {
            this.chat = chat;
            this.epoch = epoch;
            this.lines = lines;
        }

        long chat() {
            return chat;
        }

        boolean isOf(PlayerView player) {
            return player.current() != null && player.epoch() == epoch;
        }

        private Html draw(PlayerView player, Instant moment) {
            drawn = at(player, moment);
            return drawn;
        }

        /** Returns whether another line is sung than the one that was drawn last. */
        boolean hasMovedOn(PlayerView player, Instant moment) {
            return !at(player, moment).equals(drawn);
        }

        private Html at(PlayerView player, Instant moment) {
            return LyricsText.at(player.positionAt(moment), lines);
        }
    }

    SungSongs(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Optional<Content.Button> button(Track track, long epoch) {
        return track.live() || !sources.offered(SourceView.Kind.LYRICS)
                ? Optional.empty()
                : Optional.of(new Content.Button("🎤", BUTTON + ":" + epoch));
    }

    @Override
    public Optional<Html> sung(PlayerView player, Instant moment) {
        return Optional.ofNullable(songs.get(player.chat().id()))
                .filter(song -> song.isOf(player))
                .map(song -> song.draw(player, moment));
    }

    /** Shows the lines of what plays. Returns false when too many chats see lines. */
    boolean show(PlayerView player, List<LyricsView.Line> lines) {
        long chat = player.chat().id();
        if (songs.size() >= MOST && !songs.containsKey(chat)) {
            return false;
        }
        songs.put(chat, new Sung(chat, player.epoch(), lines));
        return true;
    }

    /** Hides the lines of a track. Returns false when they were not shown. */
    boolean hide(long chat, long epoch) {
        Sung song = songs.get(chat);
        return song != null && song.epoch == epoch && songs.remove(chat, song);
    }

    void forget(Sung song) {
        songs.remove(song.chat, song);
    }

    List<Sung> all() {
        return List.copyOf(songs.values());
    }
}
