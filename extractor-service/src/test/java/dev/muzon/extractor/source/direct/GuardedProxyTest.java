package dev.muzon.extractor.source.direct;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.TestWeb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class GuardedProxyTest {
    private static final GuardedProxy.Limits LIMITS =
            new GuardedProxy.Limits(1 << 20, Duration.ofSeconds(5), Duration.ofSeconds(30));

    private final AddressGuard guard =
            new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), InetAddress::getAllByName);

    /**
     * A listener that fails three times before it works: once without descriptors, once with an error, once with a
     * mistake.
     */
    private static final class FaultyListener extends ServerSocket {
        private final List<Long> calls = new CopyOnWriteArrayList<>();

        FaultyListener() throws IOException {
            super(0, 16, InetAddress.getLoopbackAddress());
        }

        @Override
        public Socket accept() throws IOException {
            calls.add(System.nanoTime());
            return switch (calls.size()) {
                case 1 -> throw new SocketException("Too many open files");
                case 2 -> throw new NoClassDefFoundError("gone");
                case 3 -> throw new IllegalStateException("a mistake");
                default -> super.accept();
            };
        }
    }

    @Test
    void aFailedAcceptIsRetriedAfterAPause() throws Exception {
        var listener = new FaultyListener();
        try (TestWeb web = TestWeb.on("127.0.0.1").text("/song", "text/plain", "la la la");
                GuardedProxy proxy = GuardedProxy.open(guard, LIMITS, listener)) {
            assertThat(ask(proxy, web.url("/song"))).startsWith("HTTP/1.1 200").endsWith("la la la");
            assertThat(Duration.ofNanos(listener.calls.get(3) - listener.calls.get(0)))
                    .isGreaterThan(Duration.ofMillis(250));
        }
    }

    @Test
    void aRequestWithANonsensicalPortIsOneLostConnection() throws Exception {
        try (TestWeb web = TestWeb.on("127.0.0.1").text("/song", "text/plain", "la la la");
                GuardedProxy proxy = GuardedProxy.open(guard, LIMITS)) {
            assertThat(ask(proxy, "http://127.0.0.1:99999/song")).isEmpty();
            assertThat(ask(proxy, web.url("/song"))).endsWith("la la la");
        }
    }

    private static String ask(GuardedProxy proxy, String url) throws IOException {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(proxy.address()).getPort())) {
            socket.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
            socket.getOutputStream().write(("GET " + url + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
