package dev.muzon.runtime.peer;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.config.MuzonProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Peers over one JDK client and its pool of connections. */
final class HttpPeers implements Peers, AutoCloseable {
    /** Peers are near: one that does not accept a connection within this time is gone. */
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

    private final RestClient.Builder builder;
    private final MuzonProperties settings;
    private final HttpClient http;

    HttpPeers(RestClient.Builder builder, MuzonProperties settings) {
        // HTTP/1.1: an upgrade to HTTP/2 costs a round trip and our servers do not speak it in clear.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_PATIENCE)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        this.settings = settings;
        this.builder = builder.clone()
                .defaultHeaders(headers ->
                        headers.setBearerAuth(settings.internalToken().reveal()));
    }

    @Override
    public RestClient client(Peer peer, Duration patience) {
        return patient(address(peer), patience);
    }

    @Override
    public RestClient clientAt(URI address, Duration patience) {
        if (!settings.acceptsPeer(address)) {
            throw Failure.of(
                            FailureCode.CONFIGURATION,
                            "a lease names " + address + ", which is neither a configured service nor in"
                                    + " MUZON_PEER_NETWORKS; it gets no internal token")
                    .asException();
        }
        return patient(address, patience);
    }

    private RestClient patient(URI address, Duration patience) {
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(patience);
        return at(address).requestFactory(requests).build();
    }

    @Override
    public RestClient streaming(Peer peer) {
        return at(address(peer))
                .requestFactory(new JdkClientHttpRequestFactory(http))
                .requestInterceptor(new PromptAnswers(PATIENCE))
                .build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private RestClient.Builder at(URI address) {
        return builder.clone().baseUrl(address).requestInterceptor(new PeerFailures());
    }

    private URI address(Peer peer) {
        MuzonProperties.Services services = settings.services();
        return switch (peer) {
            case BOT_GATEWAY -> services.botGateway();
            case ASSISTANT_SERVICE -> services.assistantService();
            case VOICE_CALL_SERVICE -> services.voiceCallService();
            case EXTRACTOR_SERVICE -> services.extractorService();
        };
    }
}
