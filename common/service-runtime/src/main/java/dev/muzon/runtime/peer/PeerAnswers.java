package dev.muzon.runtime.peer;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;

/** Answers as a contract promises them: a whole value, or a stream to be read as it comes. */
final class PeerAnswers extends HttpExchangeAdapterDecorator {
    private final RestClientAdapter http;
    private final URI address;

    PeerAnswers(RestClient client, URI address) {
        RestClientAdapter adapter = RestClientAdapter.create(client);
        super(adapter);
        this.http = adapter;
        this.address = address;
    }

    @Override
    public <T> T exchangeForBody(HttpRequestValues question, ParameterizedTypeReference<T> type) {
        T answer = read(question, () -> isStream(type) ? stream(question, type) : http.exchangeForBody(question, type));
        if (answer == null) {
            throw Failure.of(FailureCode.PEER_UNAVAILABLE, describe(question) + " has an empty answer")
                    .asException();
        }
        return answer;
    }

    private static boolean isStream(ParameterizedTypeReference<?> type) {
        return type.getType() == InputStream.class;
    }

    @SuppressWarnings("unchecked")
    private <T> @Nullable T stream(HttpRequestValues question, ParameterizedTypeReference<T> type) {
        Class<T> inputStream = (Class<T>) type.getType();
        return inputStream.cast(http.newRequest(question).exchange((_, response) -> response.getBody(), false));
    }

    private <T> @Nullable T read(HttpRequestValues question, Supplier<@Nullable T> answer) {
        try {
            return answer.get();
        } catch (RestClientException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException broken) {
                    throw PeerFailures.unreachable(describe(question), broken).causedBy(e);
                }
            }
            throw Failure.of(FailureCode.INTERNAL, describe(question) + " has an unreadable answer: " + e)
                    .causedBy(e);
        }
    }

    private String describe(HttpRequestValues question) {
        return question.getHttpMethod() + " " + address + question.getUriTemplate();
    }
}
