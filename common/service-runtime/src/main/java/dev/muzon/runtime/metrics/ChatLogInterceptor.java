package dev.muzon.runtime.metrics;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** The interceptor that marks a request's log lines with its chat. Every path between the services calls it {@code chatId}. */
final class ChatLogInterceptor implements HandlerInterceptor {
    private static final String VARIABLE = "chatId";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get(VARIABLE) instanceof String chat) {
            MDC.put(LogContext.CHAT, chat);
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception thrown) {
        MDC.remove(LogContext.CHAT);
    }
}
