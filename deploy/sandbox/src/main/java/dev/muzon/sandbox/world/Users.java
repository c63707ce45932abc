package dev.muzon.sandbox.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All people and bots. */
public final class Users {
    private final WorldLock lock;
    private final Map<Long, User> byId = new TreeMap<>();
    private final Map<Long, TwoFactor> passwords = new TreeMap<>();

    Users(WorldLock lock) {
        this.lock = lock;
    }

    public User create(NewUser user) {
        return create(lock.nextId(), user);
    }

    /**
     * Adds a user.
     *
     * @param id chosen by the caller: a bot's id is the part of its token before the colon
     * @throws WorldException {@link Refusal#USERNAME_TAKEN}
     */
    public User create(long id, NewUser user) {
        return lock.locked(() -> {
            if (byId.containsKey(id)) {
                throw new IllegalArgumentException("there is a user " + id + " already");
            }
            if (user.username() != null && findByUsername(user.username()).isPresent()) {
                throw new WorldException(Refusal.USERNAME_TAKEN);
            }
            var created = new User(
                    id,
                    user.firstName(),
                    user.lastName(),
                    user.username(),
                    user.phone(),
                    user.languageCode(),
                    user.bot(),
                    WorldLock.hashOf(id));
            byId.put(id, created);
            return created;
        });
    }

    public Optional<User> find(long id) {
        return lock.locked(() -> Optional.ofNullable(byId.get(id)));
    }

    /**
     * Returns a user.
     *
     * @throws WorldException {@link Refusal#USER_NOT_FOUND}
     */
    public User get(long id) {
        return find(id).orElseThrow(() -> new WorldException(Refusal.USER_NOT_FOUND));
    }

    /** Finds a user by public name, without {@code @}, in any case. */
    public Optional<User> findByUsername(String username) {
        return lock.locked(() -> byId.values().stream()
                .filter(user -> username.equalsIgnoreCase(user.username()))
                .findFirst());
    }

    /** Returns all users by id. */
    public List<User> all() {
        return lock.locked(() -> List.copyOf(byId.values()));
    }

    /** Returns the password asked after the QR code, if the user set one. */
    public Optional<TwoFactor> twoFactor(long userId) {
        return lock.locked(() -> Optional.ofNullable(passwords.get(userId)));
    }

    /**
     * Sets or removes the password.
     *
     * @param twoFactor null takes the password away
     */
    public void setTwoFactor(long userId, @Nullable TwoFactor twoFactor) {
        lock.locked(() -> {
            get(userId);
            if (twoFactor == null) {
                passwords.remove(userId);
            } else {
                passwords.put(userId, twoFactor);
            }
        });
    }
}
