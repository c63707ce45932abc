package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldSeed;
import dev.muzon.testkit.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/** The demo's world with its bot, called without HTTP. Time stands still but for the pauses between polls. */
final class BotFixture implements AfterEachCallback {
    static final String TOKEN = "1000001:a-token-for-tests";
    static final byte[] SONG = "not really an mp3".getBytes(StandardCharsets.UTF_8);

    /** Telegram answers polls slowly that come closer together. */
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(3);

    final TestClock clock = TestClock.create();
    final World world = new World(clock);
    final FaultInjector faults = new FaultInjector(false);
    final BotApi api = new BotApi(world, faults, clock);
    final WorldSeed seed;

    BotFixture() {
        try {
            seed = planted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        api.register(TOKEN);
    }

    private WorldSeed planted() throws IOException {
        var song = NewFile.of("song.mp3", "audio/mpeg", Content.of(SONG))
                .tagged("Nocturne", "Chopin", Duration.ofSeconds(61));
        return WorldSeed.plant(world, BotApi.idOf(TOKEN), "muzon_test_bot", song);
    }

    /** The answer as a client sees it, errors included; parameters are names and values in turn. */
    JsonNode call(String method, Object... parameters) throws IOException, InterruptedException {
        return call(method, Map.of(), parameters);
    }

    JsonNode call(String method, Map<String, Parameters.Upload> uploads, Object... parameters)
            throws IOException, InterruptedException {
        var values = new HashMap<String, JsonNode>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i].toString(), BotJson.MAPPER.valueToTree(parameters[i + 1]));
        }
        if (method.equals("getUpdates")) {
            clock.advance(BETWEEN_POLLS);
        }
        try {
            var result = api.call(TOKEN, method, new Parameters(values, uploads));
            return json(BotJson.MAPPER.writeValueAsString(result));
        } catch (BotApiException e) {
            return json(BotJson.MAPPER.writeValueAsString(e.code() + " " + e.description()));
        }
    }

    static JsonNode json(String text) {
        return BotJson.MAPPER.readTree(text);
    }

    static JsonNode refusal(int code, String description) {
        return BotJson.MAPPER.valueToTree(code + " " + description);
    }

    long lounge() {
        return seed.lounge().id();
    }

    User alice() {
        return seed.people().getFirst();
    }

    User boris() {
        return seed.people().get(1);
    }

    Message says(User user, String text) {
        return world.messages().send(lounge(), user.id(), NewMessage.text(text));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        api.close();
        world.close();
    }
}
