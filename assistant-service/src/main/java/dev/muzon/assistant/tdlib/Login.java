package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.LoginState;
import dev.muzon.protocol.failure.Failure;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The login of one session. TDLib reports its state, we send what it waits for and tell the listener what a person must
 * do. A refused request is sent again after a while, because the other program may close the session, or a flood pass.
 */
final class Login {
    private static final Logger log = LoggerFactory.getLogger(Login.class);
    /** Short, because TDLib itself watches the other program's lock for 10 s with every attempt. */
    private static final Duration UNTIL_FREE = Duration.ofSeconds(1);

    private static final Duration AFTER_AN_ERROR = Duration.ofSeconds(5);
    private static final Duration UNTIL_NEXT_ATTEMPT = Duration.ofSeconds(30);
    private static final int SHOWN_DIGITS = 2;

    private final String account;
    private final TdlibSettings settings;
    private final TdClient client;
    private final PhoneLogins phones;
    private final Consumer<LoginState> listener;
    private volatile boolean showingQr;
    private volatile boolean takingPassword;
    private volatile boolean startingOver;
    private boolean loggingOut;
    private boolean loggedIn;
    private boolean keyOutdated;

    Login(String account, TdlibSettings settings, TdClient client, PhoneLogins phones, Consumer<LoginState> listener) {
        this.phones = phones;
        this.account = account;
        this.settings = settings;
        this.client = client;
        this.listener = listener;
    }

    /**
     * Reacts to a new state.
     *
     * @param state TDLib's authorization state
     */
    void entered(JsonNode state) {
        String type = state.path("@type").asString("");
        showingQr = type.equals("authorizationStateWaitOtherDeviceConfirmation");
        takingPassword = type.equals("authorizationStateWaitPassword");
        switch (type) {
            case "authorizationStateWaitTdlibParameters" -> {
                // TDLib keeps its proxies with the session. It queues these until it has its parameters.
                client.send(settings.useProxy(), this::forgetOtherProxies);
                insist(settings.parameters(account));
            }
            case "authorizationStateWaitPhoneNumber" ->
                phones.take(account).ifPresentOrElse(this::logInByPhone, this::askForQrScan);
            case "authorizationStateWaitRegistration" ->
                askForQrScan(); // the number has no account, and gets none here
            case "authorizationStateWaitCode" -> listener.accept(waitingForCode(state.path("code_info")));
            case "authorizationStateWaitOtherDeviceConfirmation" ->
                listener.accept(
                        new LoginState.WaitingForQrScan(state.path("link").asString("")));
            case "authorizationStateWaitPassword" ->
                listener.accept(new LoginState.WaitingForPassword(
                        state.path("password_hint").asString("")));
            case "authorizationStateReady" -> {
                loggedIn = true;
                encryptWhenLoggedIn();
                client.send(TdRequest.of("getMe"), this::ready);
            }
            case "authorizationStateLoggingOut" -> loggingOut = true;
            case "authorizationStateClosed" -> {
                if (startingOver) {
                    listener.accept(new LoginState.StartingOver());
                } else {
                    if (loggingOut) {
                        listener.accept(new LoginState.LoggedOut());
                    }
                    listener.accept(new LoginState.Closed());
                }
            }
            default -> log.debug("Account {} is in {}", account, type);
        }
    }

    /** Has Telegram make a QR code. */
    void askForQrScan() {
        insist(TdRequest.of("requestQrCodeAuthentication"));
    }

    /** Returns whether a QR code is shown, in which state TDLib takes no phone number. */
    boolean isShowingQr() {
        return showingQr;
    }

    /** Returns whether the password of an account is awaited. Telegram asks this session for no other account's login. */
    boolean isTakingPassword() {
        return takingPassword;
    }

    /** Begins again with a new client. What was not logged in is not logged out. */
    void startOver() {
        startingOver = true;
        var _ = client.send(TdRequest.of("destroy"));
    }

    private void logInByPhone(PhoneLogins.Attempt attempt) {
        client.send(submission(attempt.number()), (_, e) -> {
            if (e == null) {
                attempt.outcome().complete(null);
            } else {
                attempt.outcome().completeExceptionally(e);
                askForQrScan();
            }
        });
    }

    static TdRequest submission(String number) {
        return TdRequest.of("setAuthenticationPhoneNumber").with("phone_number", number);
    }

    private static LoginState waitingForCode(JsonNode code) {
        LoginState.CodeWay way = switch (code.path("type").path("@type").asString("")) {
            case "authenticationCodeTypeTelegramMessage" -> LoginState.CodeWay.TELEGRAM;
            case "authenticationCodeTypeSms", "authenticationCodeTypeSmsWord", "authenticationCodeTypeSmsPhrase" ->
                LoginState.CodeWay.SMS;
            case "authenticationCodeTypeCall", "authenticationCodeTypeFlashCall", "authenticationCodeTypeMissedCall" ->
                LoginState.CodeWay.CALL;
            default -> LoginState.CodeWay.OTHER;
        };
        return new LoginState.WaitingForCode(way, end(code.path("phone_number").asString("")));
    }

    /**
     * Removes the proxies of earlier settings.
     *
     * @param used TDLib's answer: the proxy with its id, or just {@code ok}
     */
    private void forgetOtherProxies(@Nullable JsonNode used, @Nullable Throwable e) {
        if (used == null) {
            logRefusal("the proxy", e);
            return;
        }
        int own = used.path("id").intValue(0);
        client.send(TdRequest.of("getProxies"), (known, refusal) -> {
            logRefusal("getProxies", refusal);
            if (known != null) {
                known.path("proxies").forEach(proxy -> {
                    int id = proxy.path("id").intValue(0);
                    if (id != own) {
                        client.send(
                                TdRequest.of("removeProxy").with("proxy_id", id),
                                (_, kept) -> logRefusal("removeProxy", kept));
                    }
                });
            }
        });
    }

    /** Sends what must succeed before the login can go on. */
    private void insist(TdRequest request) {
        try {
            client.send(request, (_, e) -> {
                if (e instanceof TdError error && !error.isClosed()) {
                    refused(request, error);
                }
            });
        } catch (Throwable e) {
            log.error("Account {} could not send {}, trying again", account, request.type(), e);
            later(AFTER_AN_ERROR, request);
        }
    }

    private void refused(TdRequest request, TdError error) {
        if (TdErrors.inUse(error)) {
            listener.accept(new LoginState.InUse());
            later(UNTIL_FREE, request);
        } else if (TdErrors.wrongKey(error)) {
            encryptAgain(settings.formerParameters(account).iterator(), request, error);
        } else {
            giveReason(request, error);
        }
    }

    /** Opens a session with a former key, or without one. It is encrypted with the key of the settings then. */
    private void encryptAgain(Iterator<TdRequest> former, TdRequest request, TdError wrongKey) {
        if (!former.hasNext()) {
            giveReason(request, wrongKey);
            return;
        }
        client.send(former.next(), (_, e) -> {
            if (e == null) {
                keyOutdated = true;
                encryptWhenLoggedIn();
            } else if (e instanceof TdError error && TdErrors.wrongKey(error)) {
                encryptAgain(former, request, wrongKey);
            } else if (e instanceof TdError error && !error.isClosed()) {
                giveReason(request, error);
            }
        });
    }

    /** Encrypts the session with the key of the settings, which TDLib refuses until somebody is logged in. */
    private void encryptWhenLoggedIn() {
        if (loggedIn && keyOutdated) {
            keyOutdated = false;
            client.send(settings.encrypt(), this::encrypted);
        }
    }

    private void encrypted(@Nullable JsonNode done, @Nullable Throwable e) {
        logRefusal("setDatabaseEncryptionKey", e);
        if (done != null) {
            log.info("Account {} is encrypted with the key of the settings now", account);
        }
    }

    private void giveReason(TdRequest request, TdError error) {
        Failure failure = TdErrors.failure(account, request.type(), error);
        listener.accept(new LoginState.Refused(failure));
        later(failure instanceof Failure.FloodWait flood ? flood.retryAfter() : UNTIL_NEXT_ATTEMPT, request);
    }

    private void later(Duration delay, TdRequest request) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> insist(request));
    }

    private void ready(@Nullable JsonNode me, @Nullable Throwable e) {
        if (me == null) {
            logRefusal("getMe", e);
            listener.accept(new LoginState.Ready(0, account, null));
        } else {
            String name = (me.path("first_name").asString("") + " "
                            + me.path("last_name").asString(""))
                    .strip();
            listener.accept(new LoginState.Ready(
                    me.path("id").longValue(0),
                    name,
                    me.path("usernames").path("active_usernames").path(0).stringValue(null),
                    end(me.path("phone_number").asString(""))));
        }
    }

    /** Returns the last digits only: the whole number is nobody's business here. */
    private static String end(String phone) {
        return phone.substring(Math.max(0, phone.length() - SHOWN_DIGITS));
    }

    private void logRefusal(String request, @Nullable Throwable e) {
        if (e instanceof TdError error && !error.isClosed()) {
            log.warn("Account {} was refused {}: {}", account, request, error.text());
        }
    }
}
