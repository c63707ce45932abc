package dev.muzon.sandbox.mtproto.rpc;

import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Planned answers instead of the true ones, to test how clients handle them. */
public final class Faults {
    /** A plan that begins after some true answers. */
    private record Planned(int before, int times, Supplier<TlObject> answer) {
        @Nullable Planned afterOne() {
            if (before > 0) {
                return new Planned(before - 1, times, answer);
            }
            return times <= 1 ? null : new Planned(0, times - 1, answer);
        }
    }

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

    /** Makes all calls of a method but the next few wait. */
    public void floodWaitAfter(String method, int calls, int seconds) {
        byMethod.put(method, new Planned(calls, Integer.MAX_VALUE, () -> {
            throw new RpcException(420, "FLOOD_WAIT_" + seconds);
        }));
    }

    /** Makes the next calls of a method get this answer, and nothing else happens. */
    public void answer(String method, int times, TlObject answer) {
        plan(method, times, () -> answer);
    }

    private void plan(String method, int times, Supplier<TlObject> answer) {
        byMethod.put(method, new Planned(0, times, answer));
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
        AtomicReference<@Nullable Planned> taken = new AtomicReference<>();
        byMethod.computeIfPresent(method, (_, now) -> {
            taken.set(now);
            return now.afterOne();
        });
        Planned planned = taken.get();
        return planned == null || planned.before() > 0
                ? Optional.empty()
                : Optional.of(planned.answer().get());
    }
}
