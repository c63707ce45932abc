package dev.muzon.voice.session;

import dev.muzon.protocol.player.PlayerId;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.voice.player.PlayerStore;
import io.micrometer.core.instrument.Counter;

/**
 * The maker of the journals of all chats.
 *
 * @param dropped counts events that were never published, because newer ones made them stale
 */
public record Journals(PlayerStore store, JobPublisher publisher, FailureLog failures, Counter dropped) {
    /**
     * Begins the journal of one player.
     *
     * @param token of the lease under which the player is owned
     * @param onFenced called once, when a newer owner has written
     */
    Journal of(PlayerId player, long token, Runnable onFenced) {
        return new Journal(this, player, token, onFenced);
    }
}
