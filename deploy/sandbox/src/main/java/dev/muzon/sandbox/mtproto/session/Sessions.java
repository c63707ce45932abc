package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.tl.TlObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The sessions of all devices, connected or not. The oldest without a connection are forgotten. */
public final class Sessions {
    private static final int MAX = 100;

    private final Map<Key, Session> open = new LinkedHashMap<>();

    private record Key(long deviceId, long sessionId) {}

    /** Connects the session that a client comes back with, unless it is unknown or misses something. */
    synchronized Optional<Session> resume(long deviceId, long sessionId, Consumer<byte[]> connection) {
        Optional<Session> found = Optional.ofNullable(open.get(new Key(deviceId, sessionId)))
                .filter(session -> session.outgoing().resumable());
        found.ifPresent(session -> session.outgoing().connect(connection));
        return found;
    }

    synchronized void add(long sessionId, Session session) {
        Key key = new Key(session.device().id(), sessionId);
        open.remove(key);
        open.put(key, session);
        if (open.size() > MAX) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        open.values().stream()
                .filter(session -> !session.outgoing().connected())
                .findFirst()
                .ifPresent(open.values()::remove);
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
        receivers(session -> session.device().id() == deviceId)
                .forEach(session -> session.outgoing().push(update));
    }

    /** Returns whether some device of the user would get a push now. */
    public boolean reaches(long userId) {
        return of(userId).findAny().isPresent();
    }

    private Stream<Session> of(long userId) {
        return receivers(session -> session.device().userId().equals(OptionalLong.of(userId)));
    }

    private synchronized Stream<Session> receivers(Predicate<Session> whom) {
        return List.copyOf(open.values()).stream().filter(Session::wantsUpdates).filter(whom);
    }
}
