package dev.muzon.voice.player;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Events for the chat. Each has a dedupe id that a repetition after a crash gets again: the epoch or the request where
 * there is one, else a revision that is saved before the event is published.
 */
final class Announcer {
    /** More changes than a player announces while the store is away. */
    private static final int UNSAVED_REVISIONS = 10_000;

    private final List<Effect> effects;
    private ChatRef chat;
    private long revision;

    Announcer(List<Effect> effects, ChatRef chat, long revision) {
        this.effects = effects;
        this.chat = chat;
        this.revision = revision;
    }

    ChatRef chat() {
        return chat;
    }

    /** Takes the chat's current title. */
    void setChat(ChatRef chat) {
        this.chat = chat;
    }

    long revision() {
        return revision;
    }

    /** Counts a change that the next view shows. */
    void advance() {
        revision++;
    }

    /** Skips the revisions of a former owner that announced changes which it could not save. */
    void skipRevisions() {
        revision += UNSAVED_REVISIONS;
    }

    /**
     * Announces a start. Its id does not come from the epoch: a track that goes on after its call was given up starts
     * once more.
     */
    void started(@Nullable String requestId, Supplier<PlayerView> view) {
        advance();
        tell("r" + revision + ":started", new PlayerEvent.TrackStarted(requestId, chat, view.get()));
    }

    void ended(long epoch, QueueEntry entry, EndReason reason, @Nullable Failure failure) {
        ended(new PlayerEvent.TrackEnded(chat, epoch, entry, reason, failure));
    }

    /** @param at where it broke off */
    void brokeOff(long epoch, QueueEntry entry, @Nullable Failure failure, Duration at) {
        ended(new PlayerEvent.TrackEnded(chat, epoch, entry, EndReason.TRUNCATED, failure, at));
    }

    private void ended(PlayerEvent.TrackEnded event) {
        advance();
        tell(event.epoch() + ":ended", event);
    }

    void queueEnded(long epoch) {
        advance();
        tell(epoch + ":queue-ended", new PlayerEvent.QueueEnded(chat));
    }

    void queued(
            String requestId,
            List<QueueEntry> entries,
            int count,
            int position,
            @Nullable Duration startsIn,
            int doubles,
            Supplier<PlayerView> view) {
        tell(
                requestId + ":queued",
                new PlayerEvent.TracksQueued(
                        requestId,
                        chat,
                        entries,
                        position,
                        startsIn,
                        view.get(),
                        doubles == 0 ? null : doubles,
                        count));
    }

    void refused(String requestId, Failure failure) {
        tell(requestId + ":refused", new PlayerEvent.RequestFailed(requestId, chat, failure));
    }

    void changed(Supplier<PlayerView> view) {
        advance();
        tell("r" + revision + ":changed", new PlayerEvent.PlayerChanged(chat, view.get()));
    }

    void call(CallState state, @Nullable Failure failure) {
        advance();
        tell("r" + revision + ":call", new PlayerEvent.CallChanged(chat, state, failure));
    }

    void rested(PlayerEvent.PlayerRested.Reason reason) {
        advance();
        tell("r" + revision + ":rested", new PlayerEvent.PlayerRested(chat, reason));
    }

    void troubled(@Nullable String requestId, Failure failure, Supplier<PlayerView> view) {
        advance();
        tell("r" + revision + ":troubled", new PlayerEvent.CallTroubled(requestId, chat, failure, view.get()));
    }

    /** Asks extractor-service for tracks. */
    void ask(ResolveTracks request) {
        effects.add(new Effect.Tell(request.requestId(), request));
    }

    void passOn(String requestId, Job job) {
        tell(requestId + ":moved", job);
    }

    private void tell(String what, Job event) {
        effects.add(new Effect.Tell("event:" + chat.id() + ":" + what, event));
    }
}
