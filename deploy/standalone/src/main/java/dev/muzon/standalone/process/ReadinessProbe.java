package dev.muzon.standalone.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A question to a process from outside, whether it can do its work. */
@FunctionalInterface
public interface ReadinessProbe {
    /** Looks once, quickly. Never throws for "not yet". */
    boolean ready() throws InterruptedException;

    /** Makes a probe that is ready when the URL answers 200. */
    static ReadinessProbe http(HttpClient client, URI url) {
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build();
        return () -> {
            try {
                return client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException _) {
                return false; // not listening yet, or not any more
            }
        };
    }

    /** Makes a probe that is ready when the port accepts connections. */
    static ReadinessProbe tcp(InetSocketAddress address) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(address, 500);
                return true;
            } catch (IOException _) {
                return false; // not listening yet, or not any more
            }
        };
    }
}
