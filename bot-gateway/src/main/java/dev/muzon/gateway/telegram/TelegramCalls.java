package dev.muzon.gateway.telegram;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.Span;
import java.io.IOException;
import java.io.Serializable;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendAudio;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiValidationException;
import org.telegram.telegrambots.meta.generics.TelegramClient;

/** The calls of the library's methods. What goes wrong becomes a failure, which never contains the token. */
final class TelegramCalls {
    private final TelegramClient client;
    private final String token;
    private final Duration limit;

    /**
     * Builds the calls.
     *
     * @param limit longer than the client's own: its callback may end in an error, and then nothing ends the wait
     */
    TelegramCalls(TelegramClient client, String token, Duration limit) {
        this.client = client;
        this.token = token;
        this.limit = limit;
    }

    /**
     * Runs a method.
     *
     * @param about what a refusal would concern, e.g. {@code chat:-100123}
     */
    <T extends Serializable, M extends BotApiMethod<T>> T run(String about, M method) {
        return answer(about, method.getMethod(), () -> client.executeAsync(method));
    }

    /** Sends a file. */
    Message send(String about, SendAudio method) {
        return answer(about, method.getMethod(), () -> client.executeAsync(method));
    }

    /** The start of a call. */
    @FunctionalInterface
    private interface Call<T> {
        CompletableFuture<T> start() throws TelegramApiException;
    }

    private <T> T answer(String about, String method, Call<T> call) {
        try {
            return call.start().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "interrupted in " + method).asException();
        } catch (TimeoutException e) {
            throw Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, method + ": no answer within " + new Span(limit))
                    .asException();
        } catch (ExecutionException e) {
            throw failure(about, method, e.getCause() == null ? e : e.getCause());
        } catch (TelegramApiException e) {
            throw failure(about, method, e);
        }
    }

    FailureException failure(String about, String method, Throwable cause) {
        return switch (cause) {
            case TelegramApiRequestException refused
            when refused.getParameters() != null && refused.getParameters().getMigrateToChatId() != null ->
                Failure.of(FailureCode.CHAT_MOVED, method + ": " + about + " became a supergroup")
                        .causedBy(new ChatMoved(refused.getParameters().getMigrateToChatId()));
            case TelegramApiRequestException refused
            when refused.getApiResponse() != null -> refusal(about, method, refused);
            case TelegramApiValidationException invalid ->
                Failure.of(FailureCode.TELEGRAM_REFUSED, method + ": " + scrubbed(invalid))
                        .asException();
            case TelegramApiException _, IOException _ ->
                Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, method + ": " + scrubbed(cause))
                        .asException();
            default ->
                Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, method + ": surprising " + scrubbed(cause))
                        .asException();
        };
    }

    private FailureException refusal(String about, String method, TelegramApiRequestException refused) {
        var parameters = refused.getParameters();
        return Refusals.refusal(
                new Refusals.Call(about, method),
                refused.getErrorCode() == null ? 0 : refused.getErrorCode(),
                scrubbed(refused.getApiResponse()),
                parameters == null ? null : parameters.getRetryAfter());
    }

    /** Describes a cause without the request's URL, which contains the token. */
    private String scrubbed(Throwable cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        if (root instanceof UnknownHostException unknown) {
            String host = String.valueOf(unknown.getMessage()).split(":", 2)[0];
            return scrubbed("the name of the host is not found: " + host);
        }
        return scrubbed(root.getClass().getSimpleName() + " " + root.getMessage());
    }

    private String scrubbed(String text) {
        return text.replace(token, "<token>");
    }
}
