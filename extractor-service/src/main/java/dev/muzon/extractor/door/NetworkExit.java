package dev.muzon.extractor.door;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way on which connections leave this host: straight, or through the operator's proxy. A proxy gets addresses that
 * were checked here and never a name. Addresses that are not public are the operator's own and are reached straight,
 * because a proxy outside cannot.
 */
public final class NetworkExit {
    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowSize(6)
            .minimumNumberOfCalls(3)
            .failureRateThreshold(60)
            .waitDurationInOpenState(Duration.ofSeconds(10))
            .permittedNumberOfCallsInHalfOpenState(1)
            .build();

    /** The exit without a proxy. */
    public static final NetworkExit STRAIGHT = new NetworkExit(null);

    private final @Nullable ProxyAddress proxy;
    private final CircuitBreaker breaker = CircuitBreaker.of("proxy", CONFIG);

    private NetworkExit(@Nullable ProxyAddress proxy) {
        this.proxy = proxy;
    }

    /** Returns the exit through a proxy, or the straight one without a proxy. */
    public static NetworkExit through(@Nullable ProxyAddress proxy) {
        return proxy == null ? STRAIGHT : new NetworkExit(proxy);
    }

    /** Makes a socket that is not connected yet. Connecting it is the way through the exit. */
    Socket socket() {
        return proxy == null ? new Socket() : new ProxiedSocket(proxy);
    }

    /** A socket that is connected to its target when the proxy has said so. */
    private final class ProxiedSocket extends Socket {
        private final ProxyAddress proxy;

        ProxiedSocket(ProxyAddress proxy) {
            this.proxy = proxy;
        }

        @Override
        public void connect(SocketAddress target) throws IOException {
            connect(target, 0);
        }

        /**
         * Dials the proxy and asks it for the target.
         *
         * @param timeout in milliseconds, for the proxy's connection and for each of its answers
         * @throws ProxyException when the proxy is at fault, another one when the target is
         */
        @Override
        public void connect(SocketAddress target, int timeout) throws IOException {
            if (!(target instanceof InetSocketAddress address) || address.isUnresolved()) {
                throw new IOException("an address that was not resolved here");
            }
            if (!AddressGuard.isPublic(address.getAddress())) {
                super.connect(target, timeout);
                return;
            }
            if (!breaker.tryAcquirePermission()) {
                throw ProxyException.away(proxy, "it failed just now");
            }
            long start = breaker.getCurrentTimestamp();
            try {
                dial(timeout);
                int before = getSoTimeout();
                setSoTimeout(timeout);
                new ProxyHandshake(proxy, this).ask(address);
                setSoTimeout(before);
                breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            } catch (ProxyException e) {
                breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
                throw e;
            } catch (Throwable e) { // the target is away, which says nothing bad about the proxy
                breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
                throw e;
            }
        }

        private void dial(int timeout) throws IOException {
            try {
                super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeout);
            } catch (IOException e) {
                throw ProxyException.away(proxy, e.toString());
            }
        }
    }
}
