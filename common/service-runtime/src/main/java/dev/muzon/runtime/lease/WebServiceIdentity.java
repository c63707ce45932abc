package dev.muzon.runtime.lease;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** By the configured address, else loopback and the port that the web server got. */
final class WebServiceIdentity implements ServiceIdentity, ApplicationListener<WebServerInitializedEvent> {
    private final String owner;
    private final @Nullable URI configured;
    private volatile int port;

    /** @param port 0 when the web server chooses one */
    WebServiceIdentity(String service, @Nullable URI configured, int port) {
        String start = UUID.randomUUID().toString().substring(0, 8);
        this.owner = service + "@" + host() + "#" + start;
        this.configured = configured;
        this.port = port;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public URI address() {
        if (configured != null) {
            return configured;
        }
        if (port == 0) {
            throw new IllegalStateException("the web server does not listen yet");
        }
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        boolean main = event.getApplicationContext().getServerNamespace() == null;
        if (main) {
            port = event.getWebServer().getPort();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
