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
    /**
     * Looks once, quickly. Never throws for "not yet".
     *
     * @param pid of the process that is asked. Another process that answers in its place does not count
     */
    boolean ready(long pid) throws InterruptedException;

    /** Makes a probe that is ready when the process itself answers 200 at the URL. */
    static ReadinessProbe http(HttpClient client, URI url) {
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build();
        return pid -> {
            try {
                return client.send(request, HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200
                        && !PortHolder.isOtherThan(pid, url.getPort());
            } catch (IOException _) {
                return false; // not listening yet, or not any more
            }
        };
    }

    /** Makes a probe that is ready when the process itself accepts connections on the port. */
    static ReadinessProbe tcp(InetSocketAddress address) {
        return pid -> {
            try (Socket socket = new Socket()) {
                socket.connect(address, 500);
                return !PortHolder.isOtherThan(pid, address.getPort());
            } catch (IOException _) {
                return false; // not listening yet, or not any more
            }
        };
    }
}
