package dev.muzon.voice.session;

import dev.muzon.protocol.player.PlayerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The places that become free for chats with music to play. Music goes before players that only stay. Each chat has one
 * player leave at most, however often it asks.
 */
final class Room {
    private final Collection<Session> sessions;

    /** The sessions that leave, each under the player that waits for its place. */
    private final Map<PlayerId, Session> leaving = new HashMap<>();

    /** @param sessions the sessions of the instance at any time */
    Room(Collection<Session> sessions) {
        this.sessions = sessions;
    }

    /** Returns whether some place is not needed. */
    boolean mayBeMade() {
        return sessions.stream().anyMatch(session -> session.place() != Place.NEEDED);
    }

    /**
     * Has a player that only stays leave, unless one leaves already. Who asks for a place asks again.
     *
     * @return the session whose place becomes free, empty when all are needed
     */
    synchronized Optional<Session> make(PlayerId asker) {
        Session one = leaving.get(asker);
        leaving.values().removeIf(session -> session.place() != Place.LEFT || !sessions.contains(session));
        if (one != null && one.place() == Place.LEFT) { // also when it has gone since the chat found no place
            return Optional.of(one);
        }
        Optional<Session> next = first(session -> session.place() == Place.LEFT).or(() -> first(Session::giveWay));
        next.ifPresent(session -> leaving.put(asker, session));
        return next;
    }

    private Optional<Session> first(Predicate<Session> wanted) {
        return sessions.stream()
                .filter(session -> !leaving.containsValue(session))
                .filter(wanted)
                .findFirst();
    }
}
