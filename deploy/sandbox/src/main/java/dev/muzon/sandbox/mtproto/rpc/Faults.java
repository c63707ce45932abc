package dev.muzon.sandbox.mtproto.rpc;

import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Planned answers instead of the true ones, to test how clients handle them. */
public final class Faults {
    private record Planned(int times, Supplier<TlObject> answer) {}

    private final Map<String, Planned> byMethod = new ConcurrentHashMap<>();

    /**
     * Makes the next calls of a method fail.
     *
     * @param method such as {@code messages.sendMessage}
     * @param code such as 400
     * @param error in Telegram's words, such as {@code CHAT_ADMIN_REQUIRED}
     */
    public void fail(String method, int times, int code, String error) {
        plan(method, times, () -> {
            throw new RpcException(code, error);
        });
    }

    /** Makes the next calls of a method wait. The real libtdjson waits out up to 60 s silently. */
    public void floodWait(String method, int times, int seconds) {
        fail(method, times, 420, "FLOOD_WAIT_" + seconds);
    }

    /** Makes the next calls of a method get this answer, and nothing else happens. */
    public void answer(String method, int times, TlObject answer) {
        plan(method, times, () -> answer);
    }

    private void plan(String method, int times, Supplier<TlObject> answer) {
        byMethod.put(method, new Planned(times, answer));
    }

    /** Ends all faults. */
    public void clear() {
        byMethod.clear();
    }

    /**
     * Takes the planned answer to one call, if there is one.
     *
     * @throws RpcException when that is an error
     */
    Optional<TlObject> next(String method) {
        Planned planned = byMethod.get(method);
        if (planned == null) {
            return Optional.empty();
        }
        byMethod.computeIfPresent(
                method, (_, now) -> now.times() <= 1 ? null : new Planned(now.times() - 1, now.answer()));
        return Optional.of(planned.answer().get());
    }
}
