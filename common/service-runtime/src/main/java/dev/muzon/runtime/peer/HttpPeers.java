package dev.muzon.runtime.peer;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.config.MuzonProperties;
import dev.muzon.runtime.metrics.LogContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.slf4j.MDC;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

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
                        headers.setBearerAuth(settings.internalToken().reveal()))
                .requestInterceptor(HttpPeers::nameRequest);
    }

    /** Lets the other service's log lines name the request that this thread works on. */
    private static ClientHttpResponse nameRequest(HttpRequest question, byte[] body, ClientHttpRequestExecution rest)
            throws IOException {
        String request = MDC.get(LogContext.REQUEST);
        if (request != null) {
            question.getHeaders().set(LogContext.REQUEST_HEADER, request);
        }
        return rest.execute(question, body);
    }

    @Override
    public <T> T of(Peer peer, Class<T> contract, Duration patience) {
        return patient(address(peer), contract, patience);
    }

    @Override
    public <T> T at(URI address, Class<T> contract, Duration patience) {
        if (!settings.acceptsPeer(address)) {
            throw Failure.of(
                            FailureCode.CONFIGURATION,
                            "a lease names " + address + ", which is neither a configured service nor in"
                                    + " MUZON_PEER_NETWORKS; it gets no internal token")
                    .asException();
        }
        return patient(address, contract, patience);
    }

    private <T> T patient(URI address, Class<T> contract, Duration patience) {
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(patience);
        return ask(address, contract, client(address).requestFactory(requests));
    }

    @Override
    public <T> T streaming(Peer peer, Class<T> contract) {
        URI address = address(peer);
        return ask(
                address,
                contract,
                client(address)
                        .requestFactory(new JdkClientHttpRequestFactory(http))
                        .requestInterceptor(new PromptAnswers(PATIENCE)));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private RestClient.Builder client(URI address) {
        return builder.clone().baseUrl(address).requestInterceptor(new PeerFailures());
    }

    private static <T> T ask(URI address, Class<T> contract, RestClient.Builder client) {
        return HttpServiceProxyFactory.builderFor(new PeerAnswers(client.build(), address))
                .conversionService(ApplicationConversionService.getSharedInstance())
                .build()
                .createClient(contract);
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
