package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.SongProperties;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.ModeSigns;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.player.Volume;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Text and buttons of the card. */
@Component
class CardText {

    private final Texts texts;
    private final SongProperties songs;
    private final CardLines lines;
    private final CallText calls;

    CardText(Texts texts, SongProperties songs, CardLines lines) {
        this.texts = texts;
        this.songs = songs;
        this.lines = lines;
        this.calls = new CallText(texts);
    }

    /**
     * Writes the card of the track that plays.
     *
     * @param now what the position is extrapolated to
     */
    Content live(PlayerView player, QueueEntry current, Language language, Instant now) {
        Track track = current.track();
        var values = new HashMap<String, Object>();
        values.put("icon", icon(player.state()));
        values.put("title", SourceLink.around(track, TrackNames.title(track, texts, language)));
        String artist = TrackNames.artist(track);
        if (artist != null) {
            values.put("artist", artist);
        }
        String song = player.onAir();
        if (track.closest() != null || (song != null && !track.live())) {
            values.put("closest", texts.plain(language, MusicPhrase.CLOSEST_MATCH));
        }
        if (song != null) {
            values.put("song", Titles.shortened(song));
        }
        values.put("progress", new Html(progress(player, track, language, now)));
        String state = calls.state(player, language);
        if (state != null) {
            values.put("state", state);
        }
        String by = TrackNames.requester(current.requester(), texts, language);
        values.put(Requester.nobody(current.requester()) ? "autoplay" : "name", by);
        if (player.volume() != Volume.ORIGINAL) {
            values.put("volume", player.volume());
        }
        if (player.queue().size() > 0) {
            values.put("queued", player.queue().size());
        }
        String modes = ModeSigns.besideRequester(player, language);
        if (!modes.isEmpty()) {
            values.put("modes", modes);
        }
        String card = texts.html(language, MusicPhrase.CARD, values);
        String quiet =
                player.volume() <= MusicPhrase.QUIET ? "\n" + texts.html(language, MusicPhrase.VOLUME_QUIET) : "";
        SoundSettings sound = player.sound();
        String muted = sound != null && sound.muted() ? "\n" + texts.html(language, MusicPhrase.CARD_MUTED) : "";
        String sung =
                lines.sung(player, now).map(words -> "\n\n" + words.markup()).orElse("");
        return new Content(card + quiet + muted + sung, buttons(player, track));
    }

    /**
     * Writes the card of a track that no longer plays, without buttons.
     *
     * @param at where it broke off, null when it did not or nobody knows
     */
    Content ended(
            QueueEntry entry, EndReason reason, @Nullable Failure failure, @Nullable Duration at, Language language) {
        var values = new HashMap<String, Object>();
        if (at != null) {
            values.put("at", Times.clock(at));
        }
        values.put("title", TrackNames.full(entry.track(), texts, language));
        if (failure != null) {
            values.put("why", texts.plain(language, failure));
        }
        if (reason == EndReason.STOPPED) {
            values.put("undo", new Html(texts.html(language, MusicPhrase.ENDED_UNDO)));
        }
        return Content.of(texts.html(language, phrase(reason), values));
    }

    /** Writes the card of a track that was stopped when that can no longer be taken back. */
    Content stoppedForGood(QueueEntry entry, Language language) {
        String title = TrackNames.full(entry.track(), texts, language);
        return Content.of(texts.html(language, MusicPhrase.ENDED_STOPPED, Map.of("title", title)));
    }

    /** Writes the card of a track that was stopped and brought back, and goes on in another message. */
    Content takenBack(QueueEntry entry, Language language) {
        String title = TrackNames.full(entry.track(), texts, language);
        return Content.of(texts.html(language, MusicPhrase.ENDED_TAKEN_BACK, Map.of("title", title)));
    }

    /** Writes the card of a track that plays on elsewhere in the chat, without buttons. */
    Content moved(QueueEntry entry, Language language) {
        String title = TrackNames.full(entry.track(), texts, language);
        return Content.of(texts.html(language, MusicPhrase.CARD_MOVED, Map.of("title", title)));
    }

    Content closed(Language language) {
        return Content.of(texts.html(language, MusicPhrase.CARD_CLOSED));
    }

    private String progress(PlayerView player, Track track, Language language, Instant now) {
        Duration duration = track.duration();
        return duration == null
                ? texts.html(language, MusicPhrase.CARD_LIVE)
                : ProgressBar.draw(position(player, duration, now), duration);
    }

    private static Duration position(PlayerView player, Duration duration, Instant now) {
        Duration position = player.positionAt(now);
        return position.compareTo(duration) > 0 ? duration : position;
    }

    /** Returns rows so short that their labels fit on a phone. */
    private List<List<Content.Button>> buttons(PlayerView player, Track track) {
        long epoch = player.epoch();
        var toggle = (player.state() == PlayerState.PAUSED ? CardAction.RESUME : CardAction.PAUSE).button(epoch);
        var last = new ArrayList<Content.Button>();
        last.add(CardAction.QUIETER.button(epoch));
        last.add(CardAction.LOUDER.button(epoch));
        if (songs.enabled() && !track.live()) {
            last.add(new Content.Button("💾", SongProperties.BUTTON + ":" + epoch));
        }
        lines.button(track, epoch).ifPresent(last::add);
        last.add(CardAction.CLOSE.button(epoch));
        return List.of(
                track.live()
                        ? List.of(toggle)
                        : List.of(CardAction.BACK.button(epoch), toggle, CardAction.FORWARD.button(epoch)),
                List.of(
                        CardAction.LOOP.button(epoch),
                        CardAction.SHUFFLE.button(epoch),
                        CardAction.SKIP.button(epoch),
                        CardAction.STOP.button(epoch)),
                List.copyOf(last));
    }

    private static String icon(PlayerState state) {
        return state == PlayerState.PLAYING ? "▶️" : "🎵";
    }

    private static Phrase phrase(EndReason reason) {
        return switch (reason) {
            case FINISHED -> MusicPhrase.ENDED_FINISHED;
            case SKIPPED -> MusicPhrase.ENDED_SKIPPED;
            case STOPPED -> MusicPhrase.ENDED_STOPPED;
            case TRUNCATED -> MusicPhrase.ENDED_TRUNCATED;
            case FAILED -> MusicPhrase.ENDED_FAILED;
        };
    }
}
