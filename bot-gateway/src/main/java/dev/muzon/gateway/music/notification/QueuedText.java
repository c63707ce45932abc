package dev.muzon.gateway.music.notification;

import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.music.player.AnsweredTrouble;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.music.status.RequestIds;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The announcement of queued tracks. It is written when it leaves, by what is known of the player then. Tracks that play
 * or are gone by then have no place in the queue any more.
 */
@Component
class QueuedText {
    /** The place in phrases for what the music waits for. */
    private static final String WAITS = "waits";

    private final KnownPlayers known;
    private final PlayerClient players;
    private final AnsweredTrouble answered;
    private final CallText calls;
    private final Texts texts;

    QueuedText(KnownPlayers known, PlayerClient players, AnsweredTrouble answered, CallText calls, Texts texts) {
        this.known = known;
        this.players = players;
        this.answered = answered;
        this.calls = calls;
        this.texts = texts;
    }

    /**
     * Returns an announcement that takes in later ones of the same chat while it waits.
     *
     * @param earlier the requests before it that nobody has answered. While one of them may still come before these
     *     tracks, no number is promised
     * @param told holds the answer once it has left, if it tells of trouble. Announcements that are taken in leave theirs
     *     empty
     */
    Draft of(
            PlayerEvent.TracksQueued event,
            Set<String> earlier,
            Language language,
            AtomicReference<@Nullable TroubledAnswer> told) {
        return new Waiting(List.of(event), earlier, language, told);
    }

    private final class Waiting implements Draft {
        private final List<PlayerEvent.TracksQueued> events;
        private final Set<String> earlier;
        private final Language language;
        private final AtomicReference<@Nullable TroubledAnswer> told;

        Waiting(
                List<PlayerEvent.TracksQueued> events,
                Set<String> earlier,
                Language language,
                AtomicReference<@Nullable TroubledAnswer> told) {
            this.events = events;
            this.earlier = earlier;
            this.language = language;
            this.told = told;
        }

        @Override
        public Optional<Content> write() {
            return html(events, earlier, language, told).map(Content::of);
        }

        @Override
        public Optional<Draft> merge(Draft later) {
            if (!(later instanceof Waiting other)) {
                return Optional.empty();
            }
            var both = new ArrayList<>(events);
            both.addAll(other.events);
            var before = new HashSet<>(earlier);
            before.addAll(other.earlier);
            return Optional.of(new Waiting(both, before, language, told));
        }
    }

    /** Returns empty for a single track that plays or begins by now, because its card tells of it. */
    private Optional<String> html(
            List<PlayerEvent.TracksQueued> events,
            Set<String> earlier,
            Language language,
            AtomicReference<@Nullable TroubledAnswer> told) {
        int count = events.stream().mapToInt(PlayerEvent.TracksQueued::count).sum();
        QueueEntry only = count == 1 ? events.getFirst().entries().getFirst() : null;
        PlayerView player = player(events);
        if (only != null && player != null && only.equals(player.current())) {
            return Optional.empty();
        }
        Place place = overtakes(events, earlier, player) || isShuffled(player) ? null : first(events, player);
        MusicPhrase phrase = only != null ? MusicPhrase.QUEUED : MusicPhrase.QUEUED_MANY;
        Map<String, Object> values = added(events, count, only, language);
        String rest = texts.html(language, phrase, values);
        values.putAll(standing(place, player, language));
        String words = texts.html(language, phrase, values);
        told.set(player != null && values.containsKey(WAITS) ? new TroubledAnswer(player, words, rest) : null);
        return Optional.of(words);
    }

    /** Returns the values for what was added, which stay true. */
    private Map<String, Object> added(
            List<PlayerEvent.TracksQueued> events, int count, @Nullable QueueEntry only, Language language) {
        var values = new HashMap<String, Object>();
        int doubles = events.stream()
                .map(PlayerEvent.TracksQueued::doubles)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        if (only == null) {
            values.put("count", count);
            if (doubles > 0) {
                values.put("doubles", doubles);
            }
            return values;
        }
        Track track = only.track();
        values.put("title", TrackNames.full(track, texts, language));
        if (track.closest() != null) {
            values.put("closest", texts.plain(language, MusicPhrase.CLOSEST_MATCH));
        }
        if (doubles > 0) {
            values.put("again", texts.plain(language, MusicPhrase.QUEUED_AGAIN));
        }
        return values;
    }

    /** Returns whether later tracks get places by chance, so that no number stays true. */
    private static boolean isShuffled(@Nullable PlayerView player) {
        return player != null && player.queue().order() == PlayOrder.SHUFFLED;
    }

    /** Returns whether tracks of an earlier request may still come, which then go before these. */
    private static boolean overtakes(
            List<PlayerEvent.TracksQueued> events, Set<String> earlier, @Nullable PlayerView player) {
        var missing = new HashSet<>(earlier);
        events.forEach(event -> missing.remove(event.requestId()));
        if (player != null) {
            Stream.concat(Stream.ofNullable(player.current()), player.upcoming().stream())
                    .flatMap(entry -> RequestIds.of(entry).stream())
                    .forEach(missing::remove);
        }
        return !missing.isEmpty();
    }

    /** The place of the first track that still waits. */
    private record Place(int position, @Nullable Duration startsIn) {}

    /** Returns the player as it is, else as far as it is known. Null when nobody has told of it. */
    private @Nullable PlayerView player(List<PlayerEvent.TracksQueued> events) {
        PlayerId id = new PlayerId(events.getFirst().chat().id());
        PlayerView newest = players.now(id).or(() -> known.of(id)).orElse(null);
        for (PlayerEvent.TracksQueued event : events) {
            if (event.player() != null) {
                newest = known.newest(event.player());
                known.saw(newest);
            }
        }
        return newest;
    }

    private static @Nullable Place first(List<PlayerEvent.TracksQueued> events, @Nullable PlayerView player) {
        PlayerEvent.TracksQueued first = events.stream()
                .min((one, other) -> Integer.compare(one.position(), other.position()))
                .orElseThrow();
        PlayerView told = first.player();
        if (player == null || told == null) {
            return new Place(first.position(), first.startsIn());
        }
        List<QueueEntry> upcoming = player.upcoming();
        for (int i = 0; i < upcoming.size(); i++) {
            if (bring(events, upcoming.get(i))) {
                return new Place(i + 1, i + 1 == first.position() ? left(first.startsIn(), told, player) : null);
            }
        }
        return behindTheNamed(first, told, player);
    }

    /** Returns whether a track is one of theirs, also one that they do not name. */
    private static boolean bring(List<PlayerEvent.TracksQueued> events, QueueEntry entry) {
        Optional<String> request = RequestIds.of(entry);
        return events.stream()
                .anyMatch(event -> request.filter(event.requestId()::equals).isPresent()
                        || event.entries().stream().anyMatch(named -> named.id().equals(entry.id())));
    }

    /** Returns the place of a track behind those that a view names, null when nobody can say. */
    private static @Nullable Place behindTheNamed(PlayerEvent.TracksQueued first, PlayerView told, PlayerView now) {
        int gone = movedUp(told.upcoming(), now.upcoming());
        int position = first.position() - gone;
        if (gone < 0
                || position <= now.upcoming().size()
                || position > now.queue().size()) {
            return null;
        }
        return new Place(position, gone == 0 ? left(first.startsIn(), told, now) : null);
    }

    /** Returns how many tracks left the head of a queue, -1 when its order has changed. */
    private static int movedUp(List<QueueEntry> then, List<QueueEntry> now) {
        for (int gone = 0; gone < then.size(); gone++) {
            List<QueueEntry> rest = then.subList(gone, then.size());
            if (rest.size() <= now.size() && rest.equals(now.subList(0, rest.size()))) {
                return gone;
            }
        }
        return -1;
    }

    /** Returns how long until the start, less what has passed since it was told. */
    private static @Nullable Duration left(@Nullable Duration startsIn, PlayerView told, PlayerView now) {
        if (startsIn == null) {
            return null;
        }
        Duration left = startsIn.minus(Duration.between(told.at(), now.at()));
        return left.isPositive() ? left : null;
    }

    /** Returns the values for how the tracks stand now. */
    private Map<String, Object> standing(@Nullable Place place, @Nullable PlayerView player, Language language) {
        var values = new HashMap<String, Object>();
        if (place == null) {
            return values;
        }
        values.put("position", place.position());
        PlayerState state = player == null ? null : player.state();
        if (player != null && player.queue().loop().mode() == Loop.Mode.TRACK) {
            values.put("repeats", texts.plain(language, MusicPhrase.QUEUED_REPEATS));
        } else if (place.startsIn() != null && state == PlayerState.PLAYING) {
            values.put("wait", Times.about(texts, language, place.startsIn()));
        }
        String waits = player == null ? null : waits(player, language);
        if (player != null && waits != null) {
            answered.tells(player);
            values.put(WAITS, waits);
        } else if (player != null && state == PlayerState.PAUSED) {
            values.put("paused", calls.pausedToo(player, language));
        }
        return values;
    }

    /** Returns what the music waits for, null when it plays, is paused by people, or is about to begin. */
    private @Nullable String waits(PlayerView player, Language language) {
        CallStatus call = player.call();
        boolean troubled = call != null && call.failure() != null;
        return troubled || player.state() == PlayerState.RECONNECTING ? calls.state(player, language) : null;
    }
}
