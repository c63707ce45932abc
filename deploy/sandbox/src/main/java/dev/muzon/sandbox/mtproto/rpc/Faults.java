package dev.muzon.sandbox.mtproto.rpc;

import dev.muzon.sandbox.mtproto.session.RpcException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Errors to answer instead of what was asked, for trying out how clients bear them. */
public final class Faults {
    private record Planned(int times, int code, String error) {}

    private final Map<String, Planned> byMethod = new ConcurrentHashMap<>();

    /**
     * The next calls of a method fail.
     *
     * @param method such as {@code messages.sendMessage}
     * @param code such as 400
     * @param error in Telegram's words, such as {@code CHAT_ADMIN_REQUIRED}
     */
    public void fail(String method, int times, int code, String error) {
        byMethod.put(method, new Planned(times, code, error));
    }

    /** The next calls of a method are asked to wait; libtdjson itself waits out up to 60 s in silence. */
    public void floodWait(String method, int times, int seconds) {
        fail(method, times, 420, "FLOOD_WAIT_" + seconds);
    }

    /** From now on everything works again. */
    public void clear() {
        byMethod.clear();
    }

    Optional<RpcException> next(String method) {
        Planned planned = byMethod.get(method);
        if (planned == null) {
            return Optional.empty();
        }
        byMethod.computeIfPresent(
                method, (_, now) -> now.times() <= 1 ? null : new Planned(now.times() - 1, now.code(), now.error()));
        return Optional.of(new RpcException(planned.code(), planned.error()));
    }
}
