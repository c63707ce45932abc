package dev.muzon.standalone.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A question to a process from outside, whether it can do its work. */
@FunctionalInterface
public interface ReadinessProbe {
    /**
     * Looks once, quickly. Never throws for "not yet".
     *
     * @param pid of the process that is asked. Another process that answers in its place does not count
     * @return what is missing, in words. Null when it can do its work
     */
    @Nullable String missing(long pid) throws InterruptedException;

    /** Makes a probe that is ready when the process itself answers 200 at the URL. */
    static ReadinessProbe http(HttpClient client, URI url) {
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build();
        return pid -> {
            try {
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                return status == 200
                        ? foreign(pid, url.getPort())
                        : "its port " + url.getPort() + " answers " + status + " at " + url.getPath();
            } catch (HttpTimeoutException _) {
                return "its port " + url.getPort() + " does not answer in time";
            } catch (IOException _) {
                return silent(url.getPort()); // not listening yet, or not any more
            }
        };
    }

    /** Makes a probe that is ready when the process itself accepts connections on the port. */
    static ReadinessProbe tcp(InetSocketAddress address) {
        return pid -> {
            try (Socket socket = new Socket()) {
                socket.connect(address, 500);
                return foreign(pid, address.getPort());
            } catch (IOException _) {
                return silent(address.getPort()); // not listening yet, or not any more
            }
        };
    }

    private static @Nullable String foreign(long pid, int port) {
        return PortHolder.isOtherThan(pid, port) ? "another process holds its port " + port : null;
    }

    private static String silent(int port) {
        return "nothing listens on its port " + port + " yet";
    }
}
