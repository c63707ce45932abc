package dev.muzon.sandbox.botapi;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/** Answers to requests that no controller sees, such as those for a path with a stray percent sign. */
@Configuration(proxyBeanMethods = false)
class UnreadableRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new TelegramErrors()));
    }

    /** Makes the bodies of errors that no controller has answered. */
    @Bean
    static ErrorAttributes errorAttributes() {
        return new DefaultErrorAttributes() {
            @Override
            public Map<String, @Nullable Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
                Map<String, @Nullable Object> plain = super.getErrorAttributes(request, options);
                boolean ofBot =
                        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI, RequestAttributes.SCOPE_REQUEST)
                                        instanceof String path
                                && path.startsWith("/bot");
                return ofBot && plain.get("status") instanceof Integer code
                        ? Map.of("ok", false, "error_code", code, "description", describe(code))
                        : plain;
            }
        };
    }

    private static String describe(int code) {
        HttpStatus status = HttpStatus.resolve(code);
        return status == null ? "Error" : status.getReasonPhrase();
    }

    /** The web server's own errors in Telegram's form. */
    private static final class TelegramErrors extends ErrorReportValve {
        private static final Pattern ESCAPED = Pattern.compile("([^%]|%[0-9A-Fa-f]{2})*+");

        /** Refuses a stray percent sign also where only the framework behind reads it, as in a path parameter. */
        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            String path = request.getRequestURI(); // null when not even the first line could be read
            if (path == null || ESCAPED.matcher(path).matches()) {
                super.invoke(request, response);
            } else {
                response.sendError(400);
                response.setSuspended(false);
                report(request, response, null);
            }
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int code = response.getStatus();
            if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                response.setContentType(MediaType.APPLICATION_JSON_VALUE);
                response.getReporter()
                        .write(BotJson.MAPPER.writeValueAsString(new Shape.Failed(false, code, describe(code), null)));
                response.finishResponse();
            } catch (IOException | IllegalStateException e) {
                container.getLogger().debug("Refusal not sent", e);
            }
        }
    }
}
