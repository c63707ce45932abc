package dev.muzon.voice.engine.ntgcalls;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls by chat. Changes are rare and copy everything. A look-up, which every frame of every call needs, takes no
 * lock and leaves no garbage.
 */
final class CallTable {
    private volatile Call[] calls = {};

    @Nullable Call get(long chatId) {
        for (Call call : calls) {
            if (call.chatId == chatId) {
                return call;
            }
        }
        return null;
    }

    /**
     * Adds a call.
     *
     * @return false when the chat has a call already
     */
    synchronized boolean add(Call call) {
        if (get(call.chatId) != null) {
            return false;
        }
        Call[] more = Arrays.copyOf(calls, calls.length + 1);
        more[calls.length] = call;
        calls = more;
        return true;
    }

    /**
     * Removes a call.
     *
     * @return false when it was not there, or another thread was faster
     */
    synchronized boolean remove(Call call) {
        Call[] fewer = Arrays.stream(calls).filter(other -> other != call).toArray(Call[]::new);
        boolean removed = fewer.length < calls.length;
        calls = fewer;
        return removed;
    }

    Collection<Call> all() {
        return List.of(calls);
    }
}
