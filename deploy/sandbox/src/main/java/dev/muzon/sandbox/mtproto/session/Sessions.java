package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.tl.TlObject;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

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
        push(session -> session.device().userId().equals(OptionalLong.of(userId)), update);
    }

    /** Tells one device, logged in or not. */
    public void pushToDevice(long deviceId, TlObject update) {
        push(session -> session.device().id() == deviceId, update);
    }

    /** Whether some device of the user would get a push now. */
    public boolean reaches(long userId) {
        return online.stream()
                .anyMatch(session ->
                        session.wantsUpdates() && session.device().userId().equals(OptionalLong.of(userId)));
    }

    private void push(Predicate<Session> receiver, TlObject update) {
        online.stream().filter(Session::wantsUpdates).filter(receiver).forEach(session -> session.push(update));
    }
}
