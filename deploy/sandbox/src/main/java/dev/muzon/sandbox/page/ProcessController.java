package dev.muzon.sandbox.page;

import dev.muzon.sandbox.SandboxProperties;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page's access to the supervisor: views of the processes, kills, and the login page's address. */
@RestController
@RequestMapping("/sandbox")
final class ProcessController {
    private static final Logger log = LoggerFactory.getLogger(ProcessController.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    @Nullable private final URI supervisor;

    ProcessController(SandboxProperties properties) {
        this.supervisor = properties.supervisor().url();
    }

    @GetMapping("/processes")
    ResponseEntity<byte[]> processes() throws InterruptedException {
        return pass("/processes", "GET");
    }

    @PostMapping("/processes/{name:[a-z0-9-]+}/kill")
    ResponseEntity<byte[]> kill(@PathVariable String name) throws InterruptedException {
        return pass("/processes/" + name + "/kill", "POST");
    }

    /** Answers {@code {"url": …}}: the assistants' login page, whose link only the supervisor has read. */
    @GetMapping("/login-page")
    ResponseEntity<byte[]> loginPage() throws InterruptedException {
        return pass("/login-page", "GET");
    }

    private ResponseEntity<byte[]> pass(String path, String method) throws InterruptedException {
        if (supervisor == null) {
            return ResponseEntity.notFound().build();
        }
        var request = HttpRequest.newBuilder(URI.create(supervisor + path))
                .timeout(TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return ResponseEntity.status(answer.statusCode())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(answer.body());
        } catch (IOException e) {
            log.warn("Supervisor at {} does not answer: {}", supervisor, e.toString());
            return ResponseEntity.status(HttpStatus.BAD_GATEWAY).build();
        }
    }
}
