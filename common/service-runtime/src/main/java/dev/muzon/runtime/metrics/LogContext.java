package dev.muzon.runtime.metrics;

import org.slf4j.MDC;

/** The context that every log line of a piece of work carries. */
public final class LogContext {
    /** The key that the log pattern shows. */
    public static final String CHAT = "chat";

    /** The key of the request: the update that somebody sent. */
    public static final String REQUEST = "request";

    /** The header that tells another service the request. */
    public static final String REQUEST_HEADER = "Muzon-Request";

    private LogContext() {}

    /** Makes the lines of this thread name the chat, until it is closed. */
    public static MDC.MDCCloseable ofChat(long chatId) {
        return MDC.putCloseable(CHAT, Long.toString(chatId));
    }

    /** Makes the lines of this thread name the request, until it is closed. */
    public static MDC.MDCCloseable ofRequest(String requestId) {
        return MDC.putCloseable(REQUEST, requestId);
    }
}
