package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.crypto.AuthKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All devices that ever made an auth key here, kept in memory and, when given one, in a file. */
public final class Devices {
    private static final String NOBODY = "-";

    private final @Nullable Path file;
    private final Map<Long, Device> byKeyId = new ConcurrentHashMap<>();

    /**
     * Loads the devices.
     *
     * @param file keeps the devices over restarts, null for none
     */
    public Devices(@Nullable Path file) throws IOException {
        this.file = file;
        if (file != null && Files.exists(file)) {
            try (Stream<String> lines = Files.lines(file)) {
                lines.map(Devices::parse).forEach(device -> byKeyId.put(device.id(), device));
            }
        }
    }

    public Optional<Device> find(long keyId) {
        return Optional.ofNullable(byKeyId.get(keyId));
    }

    /** Returns the devices that a user is logged in on. */
    public List<Device> of(long userId) {
        return byKeyId.values().stream()
                .filter(device -> device.userId().equals(OptionalLong.of(userId)))
                .toList();
    }

    void add(AuthKey key, long salt) {
        put(new Device(key, salt, OptionalLong.empty()));
    }

    public void logIn(Device device, long userId) {
        put(new Device(device.key(), device.salt(), OptionalLong.of(userId)));
    }

    /** Logs a device out. The key stays valid, so that the device can log in again. */
    public void logOut(Device device) {
        put(new Device(device.key(), device.salt(), OptionalLong.empty()));
    }

    /** Gives every device a new salt. Clients learn it with their next packet. */
    public void renewSalts() {
        byKeyId.values()
                .forEach(device ->
                        put(new Device(device.key(), ThreadLocalRandom.current().nextLong(), device.userId())));
    }

    /** Logs everyone out. */
    public void logOutAll() {
        byKeyId.values().forEach(this::logOut);
    }

    /** Forgets the key, which is invalid from now on. */
    void forget(Device device) {
        byKeyId.remove(device.id());
        save();
    }

    private void put(Device device) {
        byKeyId.put(device.id(), device);
        save();
    }

    private synchronized void save() {
        if (file == null) {
            return;
        }
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(
                    directory,
                    "devices",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, byKeyId.values().stream().map(Devices::line).toList());
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("could not save the devices", e);
        }
    }

    private static String line(Device device) {
        String user =
                device.userId().isPresent() ? Long.toString(device.userId().getAsLong()) : NOBODY;
        return "%s %d %s".formatted(HexFormat.of().formatHex(device.key().secret()), device.salt(), user);
    }

    private static Device parse(String line) {
        String[] words = line.split(" ", -1);
        return new Device(
                new AuthKey(HexFormat.of().parseHex(words[0])),
                Long.parseLong(words[1]),
                words[2].equals(NOBODY) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(words[2])));
    }
}
