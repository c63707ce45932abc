package dev.muzon.assistant.tdlib;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TDLib's own log in ours. TDLib calls "error" whatever it did not expect from the server, mostly things that it copes
 * with, so those are for those who look into TDLib itself. After a fatal line it aborts the process.
 */
final class TdLog {
    /** {@link #accept}, of the type that {@code td_set_log_message_callback} wants. */
    static final MethodHandle HANDLER = handler();

    private static final Logger log = LoggerFactory.getLogger(TdLog.class);

    /** Level, thread and time, which our own lines have as well: {@code [ 1][t 1][1795698281.458760023]}. */
    private static final Pattern PREFIX = Pattern.compile("^(?:\\[[ \\d]+]|\\[t ?\\d+]|\\[\\d+\\.\\d+])*+");

    private static final int LONGEST = 1_000;

    private static MethodHandle handler() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(
                            TdLog.class, "accept", MethodType.methodType(void.class, int.class, MemorySegment.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Logs a line. An exception must not reach the native caller: it would end the process. */
    void accept(int level, MemorySegment message) {
        try {
            String text = plain(String.valueOf(TdJson.string(message)));
            if (level == 0) {
                log.error("TDLib aborts: {}", text);
            } else {
                log.debug("TDLib: {}", text);
            }
        } catch (Throwable e) {
            log.debug("Line of TDLib lost", e);
        }
    }

    /** Returns the words of a line of TDLib, on one line and without what only a terminal understands. */
    static String plain(String line) {
        String visible = line.replaceAll("\\u001B\\[[\\d;]*m", "").replaceAll("\\s+", " ");
        String words = PREFIX.matcher(visible).replaceFirst("").strip();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
