package dev.muzon.sample;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerCommand;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.InputStreamResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SampleController {
    @GetMapping("/v1/fine")
    Map<String, Duration> fine() {
        return Map.of("took", Duration.ofSeconds(90));
    }

    @GetMapping("/v1/nothing")
    void nothing() {}

    @GetMapping("/v1/fails/{kind}")
    String fails(@PathVariable String kind) throws Exception {
        throw switch (kind) {
            case "user" ->
                Failure.of(FailureCode.TRACK_TOO_LONG, "5 h", Map.of("limit", FailureArgument.of(Duration.ofHours(3))))
                        .asException();
            case "flood" ->
                Failure.floodWait("slow", Duration.ofMillis(1500), Failure.FloodWait.Scope.CHAT)
                        .asException();
            case "io" -> new IOException("disk");
            default -> new IllegalStateException("bug");
        };
    }

    /** Answers with a stream whose source breaks off after a while. */
    @GetMapping("/v1/stream")
    InputStreamResource stream() {
        var beginning = new ByteArrayInputStream(new byte[100_000]);
        return new InputStreamResource(new SequenceInputStream(beginning, new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the source broke off");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return read();
            }
        }));
    }

    @GetMapping("/v1/numbers")
    int number(@RequestParam int n) {
        return n;
    }

    @PostMapping("/v1/commands")
    PlayerCommand command(@RequestBody PlayerCommand command) {
        return command;
    }

    @GetMapping("/page/visitor")
    String visitor(HttpServletRequest request) {
        return request.getRemoteAddr() + " at " + request.getServerName();
    }

    @GetMapping("/page/hello")
    String page() {
        return "hello";
    }
}
