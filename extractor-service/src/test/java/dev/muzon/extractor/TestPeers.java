package dev.muzon.extractor;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.contract.TelegramFilesApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.net.URI;
import java.time.Duration;
import org.springframework.web.client.RestClient;

/** Files of bot-gateway from a web server of the test. Its errors are user errors, as for unknown files. */
public record TestPeers(String url) implements Peers {
    @Override
    public <T> T of(Peer peer, Class<T> contract, Duration patience) {
        throw new UnsupportedOperationException("nothing here asks for values");
    }

    @Override
    public <T> T at(URI address, Class<T> contract, Duration patience) {
        throw new UnsupportedOperationException("nothing here asks one instance");
    }

    @Override
    public <T> T streaming(Peer peer, Class<T> contract) {
        RestClient client = RestClient.create(url);
        TelegramFilesApi files = fileId -> client.get()
                .uri(TelegramFilesApi.PATH, fileId)
                .exchange(
                        (_, response) -> {
                            if (response.getStatusCode().isError()) {
                                throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "answered " + response.getStatusCode())
                                        .asException();
                            }
                            return response.getBody();
                        },
                        false);
        return contract.cast(files);
    }
}
