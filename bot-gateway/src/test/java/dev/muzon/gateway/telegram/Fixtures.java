package dev.muzon.gateway.telegram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Updates in the form of Telegram's documentation, read by the real reader. */
public final class Fixtures {
    /** The bot of the fixtures. */
    static final long BOT = 123_456_789;

    static final UpdateReader READER = new UpdateReader(BOT);

    private Fixtures() {}

    public static Incoming.Command command(String name) {
        return (Incoming.Command) read(name);
    }

    /** Reads a text that begins with a command. */
    public static Incoming.Command typed(String text) {
        var update = (ObjectNode) json("command");
        var message = (ObjectNode) update.get("message");
        message.put("text", text);
        ((ObjectNode) message.at("/entities/0")).put("length", text.split("\\s", 2)[0].length());
        return (Incoming.Command) READER.read(update).orElseThrow();
    }

    /** Returns every update in the folder. */
    public static List<JsonNode> all() {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(Fixtures.class.getResource("/updates")).toURI()))) {
            return files.sorted()
                    .map(file -> json(file.getFileName().toString().replace(".json", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads an update. Empty for something without a number. */
    public static Optional<Incoming> read(JsonNode update) {
        return READER.read(update);
    }

    static Incoming read(String name) {
        return READER.read(json(name)).orElseThrow();
    }

    static JsonNode json(String name) {
        try (InputStream file = Fixtures.class.getResourceAsStream("/updates/" + name + ".json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Incoming parsed(JsonNode update) {
        return READER.read(update).orElseThrow();
    }
}
