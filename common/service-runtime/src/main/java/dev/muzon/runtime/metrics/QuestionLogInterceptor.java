package dev.muzon.runtime.metrics;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The interceptor that marks the log lines of a question between services with its chat and the request behind it. Every
 * path calls the chat {@code chatId}.
 */
final class QuestionLogInterceptor implements HandlerInterceptor {
    private static final String VARIABLE = "chatId";

    /** The form of a request id. Anything else from outside stays out of the log. */
    private static final Pattern REQUEST_ID = Pattern.compile("[a-z]+(:-?\\d{1,20}){1,3}");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get(VARIABLE) instanceof String chat) {
            MDC.put(LogContext.CHAT, chat);
        }
        String asked = request.getHeader(LogContext.REQUEST_HEADER);
        if (asked != null && REQUEST_ID.matcher(asked).matches()) {
            MDC.put(LogContext.REQUEST, asked);
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception thrown) {
        MDC.remove(LogContext.CHAT);
        MDC.remove(LogContext.REQUEST);
    }
}
