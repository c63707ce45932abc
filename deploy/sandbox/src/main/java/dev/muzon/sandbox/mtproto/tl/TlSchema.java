package dev.muzon.sandbox.mtproto.tl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The constructors that both sides of the wire use, read from tables of ids and fields.
 *
 * <p>The tables hold only what the sandbox speaks: fields of answers that it never sends are left out, which is sound
 * because each of them is behind a flag. Requests are complete, because a client may send any field.
 */
public final class TlSchema {
    /** The word in front of every boxed list. */
    static final int VECTOR = 0x1cb5c415;

    static final int TRUE = 0x997275b5;
    static final int FALSE = 0xbc799737;

    private static final List<String> TABLES = List.of("protocol", "account", "chats", "messages", "calls");
    private static final TlSchema TELEGRAM = new TlSchema(TABLES.stream().flatMap(TlSchema::lines));

    private final Map<String, TlConstructor> byName = new HashMap<>();
    private final Map<Integer, TlConstructor> byId = new HashMap<>();

    TlSchema(Stream<String> lines) {
        lines.map(TlSchema::withoutComment)
                .filter(line -> !line.isBlank())
                .map(TlConstructor::of)
                .forEach(this::add);
    }

    /** Reads the part of Telegram's API that the sandbox serves. */
    public static TlSchema telegram() {
        return TELEGRAM;
    }

    /** Returns the ids of all constructors and methods in the tables, for checking them against a client's binary. */
    public Map<String, Integer> ids() {
        Map<String, Integer> ids = new HashMap<>();
        byName.forEach((name, constructor) -> ids.put(name, constructor.id()));
        return ids;
    }

    TlConstructor named(String name) {
        TlConstructor constructor = byName.get(name);
        if (constructor == null) {
            throw new TlException("no constructor named " + name);
        }
        return constructor;
    }

    TlConstructor withId(int id) {
        TlConstructor constructor = byId.get(id);
        if (constructor == null) {
            throw new TlException("unknown constructor %08x".formatted(id));
        }
        return constructor;
    }

    private void add(TlConstructor constructor) {
        if (byName.put(constructor.name(), constructor) != null || byId.put(constructor.id(), constructor) != null) {
            throw new IllegalStateException("listed twice: " + constructor.name());
        }
    }

    private static String withoutComment(String line) {
        return line.startsWith("//") ? "" : line.strip();
    }

    private static Stream<String> lines(String table) {
        try (InputStream in = TlSchema.class.getResourceAsStream(table + ".table")) {
            if (in == null) {
                throw new IllegalStateException("no such table: " + table);
            }
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
