package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;

/** The HTTP client of the door. It dials only addresses that the rule has checked, and follows redirects itself. */
final class OriginClient implements AutoCloseable {
    private static final String AGENT = "Muzon/0.1 (music bot)";
    private static final int MAX_REDIRECTS = 8;

    /** A name with a thousand addresses would otherwise be dialled for an hour. */
    private static final int MAX_ADDRESSES = 4;

    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_FIELDS = 100;
    private static final int MOST_CONNECTIONS = 1024;
    private static final int MOST_CONNECTIONS_TO_ONE = 128;

    private final CloseableHttpClient http;

    OriginClient(AddressRule addresses, SSLContext trust, DoorLimits limits, NetworkExit exit) {
        Http1Config bounds = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_FIELDS)
                .build();
        var connections = new Through(exit)
                .setDnsResolver(new Checked(addresses))
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(bounds)
                        .responseParserFactory(new DefaultHttpResponseParserFactory(bounds, new IcyLineParser(), null))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(limits.connectTimeout()))
                        .setSocketTimeout(timeout(limits.readTimeout()))
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(timeout(limits.readTimeout()))
                        .build())
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS_TO_ONE)
                .build();
        http = HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent(AGENT)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(limits.connectTimeout()))
                        .setResponseTimeout(timeout(limits.readTimeout()))
                        .build())
                .build();
    }

    /** The client's connections, made by an exit. The client believes that it dials servers itself, so it sees no proxy. */
    private static final class Through extends PoolingHttpClientConnectionManagerBuilder {
        private final NetworkExit exit;

        Through(NetworkExit exit) {
            this.exit = exit;
        }

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            var schemes = RegistryBuilder.<TlsSocketStrategy>create()
                    .register(URIScheme.HTTPS.id, tls)
                    .build();
            return new DefaultHttpClientConnectionOperator(_ -> exit.socket(), ports, names, schemes);
        }
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    /** The rule as the client's resolver: no other lookup decides what is dialled. */
    private record Checked(AddressRule addresses) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("without a port: " + host);
        }

        @Override
        public List<InetSocketAddress> resolve(String host, int port) {
            try {
                return addresses.resolve(host, port).stream()
                        .limit(MAX_ADDRESSES)
                        .map(address -> new InetSocketAddress(address, port))
                        .toList();
            } catch (Error e) { // the client expects exceptions only
                throw Failure.of(FailureCode.INTERNAL, "the address rule failed: " + e)
                        .causedBy(e);
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /**
     * Fetches what a link leads to.
     *
     * @param fields of the request
     * @param limit until the answer begins
     * @return a success
     * @throws FailureException anything else
     */
    OriginAnswer fetch(HttpLink link, Map<String, String> fields, CookieStore cookies, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        HttpLink at = link;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            OriginAnswer answer = ask(at, fields, cookies, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            String next = answer.redirect();
            if (next == null) {
                return success(answer);
            }
            answer.close();
            at = at.resolve(next);
        }
        throw Failure.of(FailureCode.URL_CIRCLES, "more than " + MAX_REDIRECTS + " redirects")
                .asException();
    }

    private static OriginAnswer success(OriginAnswer answer) {
        int status = answer.status();
        if (status == 200 || status == 206) {
            return answer;
        }
        answer.close();
        throw OriginFailures.of(status, answer.from()).asException();
    }

    private OriginAnswer ask(HttpLink link, Map<String, String> fields, CookieStore cookies, Duration limit) {
        return ask(new HttpUriRequestBase("GET", URI.create("/")), link, fields, cookies, limit);
    }

    /**
     * Sends one request and follows no redirect.
     *
     * @param request with its method and body
     * @param limit until the answer begins
     */
    OriginAnswer ask(
            HttpUriRequestBase request,
            HttpLink link,
            Map<String, String> fields,
            CookieStore cookies,
            Duration limit) {
        HttpHost host = new HttpHost(link.scheme(), link.host(), link.portOrDefault());
        request.setScheme(link.scheme());
        request.setAuthority(new URIAuthority(link.host(), link.port() == null ? -1 : link.port()));
        request.setPath(link.path());
        // Compressed sound is hardly smaller, and a length that counts compressed bytes would be wrong.
        request.setHeader("Accept-Encoding", "identity");
        fields.forEach(request::setHeader);
        String authorization = link.authorization();
        if (authorization != null) {
            request.setHeader("Authorization", authorization);
        }
        HttpClientContext context = HttpClientContext.create();
        context.setCookieStore(cookies);
        // A head that arrives byte by byte never runs into the read timeout.
        var tooLate = CompletableFuture.runAsync(
                request::cancel, CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS));
        try {
            ClassicHttpResponse response = http.executeOpen(host, request, context);
            return new OriginAnswer(link, response, request::cancel);
        } catch (IOException e) {
            throw (request.isCancelled()
                            ? Failure.of(
                                    FailureCode.SOURCE_TIMEOUT,
                                    link.host() + " did not answer within " + new Span(limit))
                            : OriginFailures.of(e, link))
                    .causedBy(e);
        } catch (RuntimeException | Error e) {
            request.cancel(); // after an Error the client would never give the connection back
            throw e;
        } finally {
            tooLate.cancel(false);
        }
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new IllegalStateException("the door's connections cannot be closed", e);
        }
    }
}
