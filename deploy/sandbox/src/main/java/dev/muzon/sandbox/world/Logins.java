package dev.muzon.sandbox.world;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Logins under way, by QR code and by phone number. */
public final class Logins {
    private static final int TOKEN_BYTES = 32;

    private final WorldLock lock;
    private final Users users;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, LoginToken> byToken = new HashMap<>();
    private final Map<Long, Long> passwords = new LinkedHashMap<>();
    private final Map<String, String> codes = new HashMap<>();

    Logins(WorldLock lock, Users users) {
        this.lock = lock;
        this.users = users;
    }

    /** Issues a new code for a device to show. */
    public LoginToken issue(String device, Duration validFor) {
        return lock.locked(() -> {
            var bytes = new byte[TOKEN_BYTES];
            random.nextBytes(bytes);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            var token = new LoginToken(text, device, lock.now(), lock.now().plus(validFor), null);
            return put(token);
        });
    }

    /**
     * Approves the code, as a logged-in person who scanned it does.
     *
     * @throws WorldException {@link Refusal#LOGIN_TOKEN_INVALID}, {@link Refusal#LOGIN_TOKEN_EXPIRED}
     */
    public LoginToken approve(String token, long userId) {
        return lock.locked(() -> {
            users.get(userId);
            var found = find(token).orElseThrow(() -> new WorldException(Refusal.LOGIN_TOKEN_INVALID));
            if (!lock.now().isBefore(found.expires())) {
                throw new WorldException(Refusal.LOGIN_TOKEN_EXPIRED);
            }
            return put(new LoginToken(token, found.device(), found.issued(), found.expires(), userId));
        });
    }

    public Optional<LoginToken> find(String token) {
        return lock.locked(() -> Optional.ofNullable(byToken.get(token)));
    }

    /** Forgets a token, because the device took its login or showed another code. */
    public void forget(String token) {
        lock.locked(() -> {
            var gone = byToken.remove(token);
            if (gone != null) {
                lock.tell(new WorldEvent.LoginTokenChanged(gone));
            }
        });
    }

    /** Returns the codes that may be scanned now, oldest first. */
    public List<LoginToken> pending() {
        return lock.locked(() -> byToken.values().stream()
                .filter(token -> token.approvedBy() == null && lock.now().isBefore(token.expires()))
                .sorted(Comparator.comparing(LoginToken::issued))
                .toList());
    }

    /**
     * Sends a code to the owner of a phone.
     *
     * @throws WorldException {@link Refusal#PHONE_NUMBER_INVALID}
     */
    public String issueCode(String phone) {
        return lock.locked(() -> {
            var userId = owner(phone);
            var code = "%05d".formatted(random.nextInt(100_000));
            codes.put(digits(phone), code);
            lock.tell(new WorldEvent.LoginCodeChanged(userId));
            return code;
        });
    }

    /** Returns the code that was sent to a phone, as its owner reads it. */
    public Optional<String> code(String phone) {
        return lock.locked(() -> Optional.ofNullable(codes.get(digits(phone))));
    }

    /**
     * Takes the code of a phone, which serves once.
     *
     * @return the owner of the phone
     * @throws WorldException {@link Refusal#PHONE_CODE_INVALID}
     */
    public long takeCode(String phone, String code) {
        return lock.locked(() -> {
            if (!codes.remove(digits(phone), code)) {
                throw new WorldException(Refusal.PHONE_CODE_INVALID);
            }
            var userId = owner(phone);
            lock.tell(new WorldEvent.LoginCodeChanged(userId));
            return userId;
        });
    }

    /** Returns the codes that were sent and not yet typed, by account. */
    public Map<Long, String> awaitedCodes() {
        return lock.locked(() -> codes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(sent -> owner(sent.getKey()), Map.Entry::getValue)));
    }

    private static String digits(String phone) {
        return phone.replaceAll("\\D", "");
    }

    private long owner(String phone) {
        return users.all().stream()
                .filter(user -> digits(phone).equals(user.phone()))
                .findFirst()
                .orElseThrow(() -> new WorldException(Refusal.PHONE_NUMBER_INVALID))
                .id();
    }

    /** Notes that a device is logged in as soon as it sends the account's password. */
    public void awaitPassword(long deviceId, long userId) {
        lock.locked(() -> {
            passwords.put(deviceId, userId);
            lock.tell(new WorldEvent.LoginPasswordChanged(userId));
        });
    }

    /** Notes that a device sent its password, or began its login again. */
    public void endPassword(long deviceId) {
        lock.locked(() -> {
            var userId = passwords.remove(deviceId);
            if (userId != null) {
                lock.tell(new WorldEvent.LoginPasswordChanged(userId));
            }
        });
    }

    /** Returns the accounts whose password a device has to send now, oldest first. */
    public List<Long> awaitedPasswords() {
        return lock.locked(() -> passwords.values().stream().distinct().toList());
    }

    private LoginToken put(LoginToken token) {
        byToken.put(token.token(), token);
        lock.tell(new WorldEvent.LoginTokenChanged(token));
        return token;
    }
}
