package dev.muzon.sandbox.mtproto;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface that makes the MTProto endpoint fail, for tests of whole processes. */
@RestController
@RequestMapping("/sandbox/mtproto")
@ConditionalOnProperty("sandbox.mtproto.library")
final class MtprotoController {
    private final MtprotoServer server;

    MtprotoController(MtprotoServer server) {
        this.server = server;
    }

    /**
     * A fault.
     *
     * @param method such as {@code messages.sendMessage}
     * @param times how many calls fail
     * @param error such as {@code FLOOD_WAIT_30}
     */
    record Fault(String method, int times, int code, String error) {}

    record Network(boolean up) {}

    record Transcript(long fileId, String text) {}

    record Count(long requests) {}

    /**
     * The data centre of an account.
     *
     * @param dataCentre 1–5
     */
    record Home(int dataCentre) {}

    @PostMapping("/faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void fail(@RequestBody Fault fault) {
        server.faults().fail(fault.method(), fault.times(), fault.code(), fault.error());
    }

    @DeleteMapping("/faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        server.faults().clear();
    }

    @PutMapping("/network")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void network(@RequestBody Network network) {
        if (network.up()) {
            server.restoreNetwork();
        } else {
            server.cutNetwork();
        }
    }

    @PostMapping("/transcripts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void transcript(@RequestBody Transcript transcript) {
        server.transcripts().put(transcript.fileId(), transcript.text());
    }

    @PostMapping("/salts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void renewSalts() {
        server.renewSalts();
    }

    @PutMapping("/homes/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void home(@PathVariable long userId, @RequestBody Home home) {
        server.setHome(userId, home.dataCentre());
    }

    /** Ends a user's sessions, as from the user's own app. */
    @DeleteMapping("/sessions/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable long userId) {
        server.revoke(userId);
    }

    /** Returns how often a method was asked for. */
    @GetMapping("/requests/{method}")
    Count requests(@PathVariable String method) {
        return new Count(server.requests(method));
    }
}
