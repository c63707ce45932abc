package dev.muzon.sandbox.botapi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP endpoint of Bot API calls. */
@RestController
final class BotApiController {
    private static final Logger log = LoggerFactory.getLogger(BotApiController.class);

    private static final Set<String> VERBS = Set.of("GET", "POST");

    private final BotApi api;

    BotApiController(BotApi api) {
        this.api = api;
    }

    @RequestMapping("/bot{token}/{method}")
    ResponseEntity<byte[]> call(@PathVariable String token, @PathVariable String method, HttpServletRequest request)
            throws InterruptedException {
        try {
            if (!VERBS.contains(request.getMethod())) {
                throw new BotApiException(405, "Method Not Allowed", null);
            }
            var parameters = api.read(request);
            try {
                return call(token, method, parameters);
            } finally {
                api.release(parameters);
            }
        } catch (BotApiException e) {
            return error(e);
        } catch (IOException | RuntimeException e) {
            log.error("Method {} failed", method, e);
            return error(new BotApiException(500, "Internal Server Error", null));
        }
    }

    /** Refuses paths that name nothing. */
    @RequestMapping({"/bot{token}", "/bot{token}/", "/bot{token}/{method}/{*rest}"})
    ResponseEntity<byte[]> nowhere() {
        return error(new BotApiException(404, "Not Found", null));
    }

    private ResponseEntity<byte[]> call(String token, String method, Parameters parameters)
            throws IOException, InterruptedException {
        var fault = api.fault(method, parameters).orElse(null);
        if (fault != null) {
            if (fault.delay() != null) {
                Thread.sleep(fault.delay());
            }
            if (fault.code() != null) {
                return mishap(fault, fault.code());
            }
        }
        return json(200, new Shape.Ok(true, api.call(token, method, parameters)));
    }

    private static ResponseEntity<byte[]> mishap(Fault fault, int code) {
        if (fault.description() == null) {
            // The servers in front of Telegram's answer so when Telegram does not.
            var page = "<html><body><center><h1>" + code + "</h1></center></body></html>";
            return ResponseEntity.status(code)
                    .contentType(MediaType.TEXT_HTML)
                    .body(page.getBytes(StandardCharsets.UTF_8));
        }
        return error(new BotApiException(code, fault.description(), fault.retryAfter(), fault.migrateToChatId()));
    }

    private static ResponseEntity<byte[]> error(BotApiException e) {
        var retryAfter = e.retryAfter();
        var seconds = retryAfter == null ? null : (Integer) (int) retryAfter.toSeconds();
        boolean bare = seconds == null && e.migrateTo() == null;
        var parameters = bare ? null : new Shape.ResponseParameters(seconds, e.migrateTo());
        var answer = ResponseEntity.status(e.code());
        if (seconds != null) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        return answer.contentType(MediaType.APPLICATION_JSON)
                .body(BotJson.MAPPER.writeValueAsBytes(new Shape.Failed(false, e.code(), e.description(), parameters)));
    }

    private static ResponseEntity<byte[]> json(int status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(BotJson.MAPPER.writeValueAsBytes(body));
    }

    @GetMapping("/file/bot{token}/{*path}")
    ResponseEntity<Resource> file(@PathVariable String token, @PathVariable String path) throws IOException {
        try {
            var file = api.file(token, path).orElse(null);
            if (file == null) {
                return ResponseEntity.notFound().build();
            }
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .contentLength(file.size())
                    .body(new InputStreamResource(file.content().open()));
        } catch (BotApiException e) {
            return ResponseEntity.status(e.code()).build();
        }
    }
}
