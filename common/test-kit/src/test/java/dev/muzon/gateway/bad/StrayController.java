package dev.muzon.gateway.bad;

import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A controller and a caller without a contract. Only the stream takes its path from one. */
@RestController
public final class StrayController implements Callable<String> {
    @Override
    @GetMapping("/v1/stray")
    public String call() {
        return String.valueOf(RestClient.create().get().uri("/v1/stray").retrieve());
    }

    @GetMapping(StreamApi.PATH)
    byte[] stream() {
        return new byte[0];
    }
}
