package dev.muzon.extractor.source;

import com.sun.net.httpserver.HttpHandler;
import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.testkit.web.Face;
import dev.muzon.testkit.web.FakeWeb;
import dev.muzon.testkit.web.WebKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * The web of tests as the extractor's sources see it. Every host name leads to it, except those that begin with
 * {@code inside}. Whatever a test says about a path goes for all hosts, and before what the faces of services answer.
 */
public final class FakeServices implements AutoCloseable {
    public static final DoorLimits LIMITS = new DoorLimits(100 << 20, Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final FakeWeb web;
    private final SSLContext trust;

    /** Key and certificate, made once for all tests. */
    private static final class Keys {
        private static final WebKeys MADE = make();

        private static WebKeys make() {
            try {
                return WebKeys.in(Files.createTempDirectory("muzon-services"), FakeWeb.HOSTS);
            } catch (IOException e) {
                throw new IllegalStateException("no keys for the services", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Opens it with all faces. */
    public FakeServices() throws IOException {
        trust = Keys.MADE.client();
        web = new FakeWeb(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), Keys.MADE).open(Face.values());
    }

    /** Returns the web behind it. */
    public FakeWeb web() {
        return web;
    }

    /** Returns the guard that leads every name to this machine. */
    public AddressGuard guard() {
        return new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), host ->
                new InetAddress[] {InetAddress.ofLiteral(host.startsWith("inside") ? "10.0.0.7" : "127.0.0.1")});
    }

    public SSLContext trust() {
        return trust;
    }

    public Documents documents() {
        return new Documents(guard(), trust, LIMITS);
    }

    public String origin(String host) {
        return "https://" + host + ":" + web.port();
    }

    /** Returns methods and paths, in order. */
    public List<String> asked() {
        return web.asked().stream()
                .map(request -> request.replaceFirst(" [^/]*", " "))
                .toList();
    }

    /** Answers with a golden file. */
    public FakeServices golden(String path, String file) {
        web.golden(path, file);
        return this;
    }

    public String golden(String file) {
        return web.golden(file);
    }

    public FakeServices text(String path, String type, String body) {
        return serve(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            TestWeb.answer(exchange, 200, body);
        });
    }

    public FakeServices status(String path, int status, Map<String, String> fields) {
        return serve(path, exchange -> {
            fields.forEach(exchange.getResponseHeaders()::set);
            TestWeb.answer(exchange, status, "no");
        });
    }

    public FakeServices serve(String path, HttpHandler handler) {
        web.serve(path, handler);
        return this;
    }

    @Override
    public void close() throws IOException {
        web.close();
    }
}
