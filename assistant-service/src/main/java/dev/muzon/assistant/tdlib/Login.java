package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.LoginState;
import dev.muzon.protocol.failure.Failure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The way to Ready: TDLib says where it stands, we send what it waits for and tell the listener what a person must do.
 * What is refused is asked again after a while: a session that another program holds becomes free, a flood passes.
 */
final class Login {
    private static final Logger log = LoggerFactory.getLogger(Login.class);
    /** TDLib itself watches the other program's lock for 10 s with every attempt. */
    private static final Duration UNTIL_FREE = Duration.ofSeconds(1);

    private static final Duration UNTIL_NEXT_ATTEMPT = Duration.ofSeconds(30);

    private final String account;
    private final TdlibSettings settings;
    private final TdClient client;
    private final Consumer<LoginState> listener;
    private boolean loggingOut;

    Login(String account, TdlibSettings settings, TdClient client, Consumer<LoginState> listener) {
        this.account = account;
        this.settings = settings;
        this.client = client;
        this.listener = listener;
    }

    /** @param state TDLib's authorization state */
    void entered(JsonNode state) {
        String type = state.path("@type").asString("");
        switch (type) {
            case "authorizationStateWaitTdlibParameters" -> {
                TdRequest proxy = settings.addProxy();
                if (proxy != null) {
                    client.send(proxy, (_, e) -> logRefusal("addProxy", e));
                }
                insist(settings.parameters(account));
            }
            case "authorizationStateWaitPhoneNumber" -> insist(TdRequest.of("requestQrCodeAuthentication"));
            case "authorizationStateWaitOtherDeviceConfirmation" ->
                listener.accept(
                        new LoginState.WaitingForQrScan(state.path("link").asString("")));
            case "authorizationStateWaitPassword" ->
                listener.accept(new LoginState.WaitingForPassword(
                        state.path("password_hint").asString("")));
            case "authorizationStateReady" -> client.send(TdRequest.of("getMe"), (me, e) -> ready(me, e));
            case "authorizationStateLoggingOut" -> loggingOut = true;
            case "authorizationStateClosed" -> {
                if (loggingOut) {
                    listener.accept(new LoginState.LoggedOut());
                }
                listener.accept(new LoginState.Closed());
            }
            default -> log.debug("account {}: {}", account, type);
        }
    }

    /** Sends what must succeed before the login can go on. */
    private void insist(TdRequest request) {
        client.send(request, (_, e) -> {
            if (e instanceof TdError error && !error.isClosed()) {
                refused(request, error);
            }
        });
    }

    private void refused(TdRequest request, TdError error) {
        if (TdErrors.inUse(error)) {
            listener.accept(new LoginState.InUse());
            later(UNTIL_FREE, request);
        } else {
            Failure failure = TdErrors.failure(account, request.type(), error);
            listener.accept(new LoginState.Refused(failure));
            later(failure instanceof Failure.FloodWait flood ? flood.retryAfter() : UNTIL_NEXT_ATTEMPT, request);
        }
    }

    private void later(Duration delay, TdRequest request) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> insist(request));
    }

    private void ready(@Nullable JsonNode me, @Nullable Throwable e) {
        if (me == null) {
            logRefusal("getMe", e);
            listener.accept(new LoginState.Ready(0, account));
        } else {
            String name = (me.path("first_name").asString("") + " "
                            + me.path("last_name").asString(""))
                    .strip();
            listener.accept(new LoginState.Ready(me.path("id").longValue(0), name));
        }
    }

    private void logRefusal(String request, @Nullable Throwable e) {
        if (e != null) {
            log.warn("account {}: {} was refused: {}", account, request, e.getMessage());
        }
    }
}
