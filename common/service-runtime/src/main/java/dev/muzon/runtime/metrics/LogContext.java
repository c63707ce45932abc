package dev.muzon.runtime.metrics;

import org.slf4j.MDC;

/** The context that every log line of a piece of work carries. */
public final class LogContext {
    /** The key that the log pattern shows. */
    public static final String CHAT = "chat";

    private LogContext() {}

    /** Makes the lines of this thread name the chat, until it is closed. */
    public static MDC.MDCCloseable ofChat(long chatId) {
        return MDC.putCloseable(CHAT, Long.toString(chatId));
    }
}
