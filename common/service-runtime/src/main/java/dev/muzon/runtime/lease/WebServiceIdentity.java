package dev.muzon.runtime.lease;

import dev.muzon.coordination.lease.Lease;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** An identity with the configured address, else with loopback and the port of the web server. */
final class WebServiceIdentity implements ServiceIdentity, ApplicationListener<WebServerInitializedEvent> {
    private final String owner;
    private final @Nullable URI configured;
    private final boolean alone;
    private volatile int port;

    /**
     * Makes an identity.
     *
     * @param port 0 when the web server chooses one
     * @param alone whether all processes that share the store run on this machine
     */
    WebServiceIdentity(String service, @Nullable URI configured, int port, boolean alone) {
        String start = UUID.randomUUID().toString().substring(0, 8);
        this.owner = service + "@" + host() + "#" + start;
        this.configured = configured;
        this.port = port;
        this.alone = alone;
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
            throw new IllegalStateException("The web server does not listen yet");
        }
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Compares host and address. Hosts of one name have one loopback address too, so it tells nothing where several
     * hosts share the store.
     */
    @Override
    public boolean succeeds(Lease holder) {
        return (configured != null || alone) && ServiceIdentity.super.succeeds(holder);
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
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
