package dev.muzon.extractor;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.net.URI;
import java.time.Duration;
import org.springframework.web.client.RestClient;

/** Every peer is one web server of the test. Its errors are user errors, as bot-gateway answers for unknown files. */
public record TestPeers(String url) implements Peers {
    @Override
    public RestClient client(Peer peer, Duration patience) {
        return RestClient.builder()
                .baseUrl(url)
                .requestInterceptor((request, body, execution) -> {
                    var response = execution.execute(request, body);
                    if (response.getStatusCode().isError()) {
                        throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "answered " + response.getStatusCode())
                                .asException();
                    }
                    return response;
                })
                .build();
    }

    @Override
    public RestClient clientAt(URI address, Duration patience) {
        throw new UnsupportedOperationException("nothing here asks one instance");
    }

    @Override
    public RestClient streaming(Peer peer) {
        return client(peer, PATIENCE);
    }
}
