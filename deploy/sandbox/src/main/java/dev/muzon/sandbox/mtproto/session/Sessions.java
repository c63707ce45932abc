package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.tl.TlObject;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The sessions that are connected now. */
public final class Sessions {
    private final Set<Session> online = ConcurrentHashMap.newKeySet();

    void add(Session session) {
        online.add(session);
    }

    void remove(Session session) {
        online.remove(session);
    }

    /** Tells a user's devices. */
    public void pushToUser(long userId, TlObject update) {
        of(userId).forEach(session -> session.outgoing().push(update));
    }

    /** Tells a user's devices what an event brought about, except those that know of the event from an answer. */
    public void pushToUser(long userId, TlObject update, Object event) {
        of(userId).forEach(session -> session.outgoing().push(update, event));
    }

    /** Tells one device, logged in or not. */
    public void pushToDevice(long deviceId, TlObject update) {
        receivers(session -> session.device().id() == deviceId).forEach(session -> session.outgoing().push(update));
    }

    /** Returns whether some device of the user would get a push now. */
    public boolean reaches(long userId) {
        return of(userId).findAny().isPresent();
    }

    private Stream<Session> of(long userId) {
        return receivers(session -> session.device().userId().equals(OptionalLong.of(userId)));
    }

    private Stream<Session> receivers(Predicate<Session> whom) {
        return online.stream().filter(Session::wantsUpdates).filter(whom);
    }
}
