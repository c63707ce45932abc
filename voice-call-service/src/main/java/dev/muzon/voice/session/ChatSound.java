package dev.muzon.voice.session;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.FailureLog;
import dev.muzon.voice.audio.Deck;
import dev.muzon.voice.player.Effect;
import dev.muzon.voice.player.Player;
import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The sound of one chat: its deck, the tracks on it, and what they report to the player. Reports come on threads of the
 * sound and are posted as inputs. Not thread-safe otherwise, see {@link Session}.
 */
final class ChatSound implements Deck.Listener, OpenSources.Listener {
    private final Player player;
    private final SessionMeters meters;
    private final FailureLog failures;
    private final TroubleLog troubles;
    private final Consumer<Runnable> post;
    private final Consumer<List<Effect>> play;
    private final Deck deck;
    private final TrackSound tracks;
    private long countedUnderruns;

    /**
     * Makes the sound of an empty deck.
     *
     * @param post runs an input on the session's thread, later
     * @param play carries out what the player wants
     */
    ChatSound(
            Player player,
            SoundSystem sound,
            SessionMeters meters,
            FailureLog failures,
            Consumer<Runnable> post,
            Consumer<List<Effect>> play) {
        this.player = player;
        this.meters = meters;
        this.failures = failures;
        this.post = post;
        this.play = play;
        troubles = new TroubleLog("Track in chat " + player.id(), failures);
        deck = new Deck(this, sound.pump()::wake, this::closeLater);
        tracks = new TrackSound(player.view().chat(), deck, sound, meters, this);
    }

    Deck deck() {
        return deck;
    }

    TrackSound tracks() {
        return tracks;
    }

    /** Tells the player how far its listeners are. */
    void noteProgress() {
        Deck.Position position = deck.position();
        player.heard(position.stream(), position.heard());
        long underruns = deck.underruns();
        meters.ranDry(underruns - countedUnderruns);
        countedUnderruns = underruns;
    }

    @Override
    public void sounded(long stream) {
        long now = System.nanoTime();
        post.accept(() -> {
            troubles.recovered(now);
            tracks.sounded(stream, now, () -> play.accept(player.sounded(stream)));
        });
    }

    @Override
    public void ranDry(long stream) {
        post.accept(() -> play.accept(player.ranDry(stream)));
    }

    @Override
    public void troubled(long stream, Failure failure) {
        post.accept(() -> play.accept(player.sourceTroubled(stream, failure)));
    }

    @Override
    public void ended(long stream, StreamEnd end) {
        post.accept(() -> {
            if (end.failure() != null) {
                troubles.trouble(end.failure(), System.nanoTime());
            }
            QueueEntry before = player.view().current();
            play.accept(player.ended(stream, end));
            QueueEntry after = player.view().current();
            boolean same = before != null && after != null && before.id().equals(after.id());
            if (!same) {
                troubles.forget();
            }
        });
    }

    @Override
    public void ending(long stream) {
        post.accept(() -> play.accept(player.ending(stream)));
    }

    @Override
    public void measured(Track track, Duration length) {
        post.accept(() -> play.accept(player.measured(track.id(), length)));
    }

    @Override
    public void titled(long stream, String title) {
        post.accept(() -> play.accept(player.titled(stream, title)));
    }

    private void closeLater(Runnable closing) {
        Thread.ofVirtual().start(() -> {
            try {
                closing.run();
            } catch (Throwable e) {
                failures.report("Closing a track of chat " + player.id(), e);
            }
        });
    }
}
