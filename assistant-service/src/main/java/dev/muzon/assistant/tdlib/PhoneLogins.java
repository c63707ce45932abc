package dev.muzon.assistant.tdlib;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Phone numbers that wait for an account's next session, because TDLib takes none while it shows a QR code. */
final class PhoneLogins {
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

    /**
     * A number on its way.
     *
     * @param outcome completes when Telegram has taken or refused it
     */
    record Attempt(String number, CompletableFuture<Void> outcome) {}

    /** Keeps a number for the account's next session. */
    CompletableFuture<Void> begin(String account, String number) {
        var attempt = new Attempt(number, new CompletableFuture<>());
        attempts.put(account, attempt);
        return attempt.outcome();
    }

    Optional<Attempt> take(String account) {
        return Optional.ofNullable(attempts.remove(account));
    }
}
