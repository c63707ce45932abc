package dev.muzon.gateway.telegram;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Updates that Telegram never sent: real ones of which some fields are changed, however deep. */
public final class SpoiledUpdates {
    /** Fixed, so that what broke once can be seen again. */
    public static final long SEED = 20_260_711;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> WORDS = List.of(
            "/play",
            "/play@MuzonBot",
            "/PLAY",
            "nocturne",
            "http://h.example/a.mp3",
            "://",
            "a.",
            "h.example:80/x",
            "радио.рф",
            "\u200F",
            "\u202E",
            "\u00A0",
            "\uD83D",
            "👩\u200D🚀",
            "<",
            ")",
            ":",
            "\n",
            "\u0000",
            " ",
            "%",
            "ftp://x");

    private final Random random = new Random(SEED);
    private final List<JsonNode> seeds = Fixtures.all();

    public ObjectNode next() {
        var update = (ObjectNode) seeds.get(random.nextInt(seeds.size())).deepCopy();
        update.properties().forEach(field -> spoil(field.getValue(), 0));
        if (random.nextInt(50) == 0) {
            update.set("message", value(0));
        }
        return update;
    }

    /** Changes a few fields of an object, however deep. */
    private void spoil(JsonNode node, int depth) {
        if (node instanceof ObjectNode object) {
            for (String field : List.copyOf(object.propertyNames())) {
                int dice = random.nextInt(40);
                if (dice == 0) {
                    object.remove(field);
                } else if (dice == 1) {
                    object.set(field, value(depth));
                } else if (dice < 8 && (field.equals("text") || field.equals("caption"))) {
                    object.put(field, (random.nextBoolean() ? "/play " : "") + text());
                } else if (dice < 4 && (field.equals("offset") || field.equals("length"))) {
                    object.put(field, random.nextInt(-5, 5_000));
                } else {
                    spoil(object.get(field), depth + 1);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> spoil(element, depth + 1));
            if (random.nextInt(10) == 0) {
                array.add(value(depth));
            }
        }
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 3 ? 7 : 9)) {
            case 0 -> JSON.getNodeFactory().nullNode();
            case 1 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 2 -> JSON.getNodeFactory().numberNode(random.nextLong());
            case 3 -> JSON.getNodeFactory().numberNode(random.nextInt(100));
            case 4 -> JSON.getNodeFactory().numberNode(random.nextDouble() * Double.MAX_VALUE);
            case 5 -> JSON.getNodeFactory().stringNode("");
            case 6 -> JSON.getNodeFactory().stringNode(text());
            case 7 -> {
                ArrayNode array = JSON.createArrayNode();
                array.add(value(depth + 1)).add(value(depth + 1));
                yield array;
            }
            default -> JSON.createObjectNode().set("id", value(depth + 1));
        };
    }

    /** Returns a text, mostly short, sometimes longer than Telegram lets anybody write. */
    private String text() {
        int parts = random.nextInt(20) == 0 ? random.nextInt(5_000) : random.nextInt(12);
        var text = new StringBuilder();
        @Nullable String repeated = random.nextInt(5) == 0 ? word() : null;
        for (int i = 0; i < parts; i++) {
            text.append(repeated == null ? word() : repeated).append(random.nextInt(3) == 0 ? " " : "");
        }
        return text.toString();
    }

    private String word() {
        return random.nextInt(4) == 0
                ? Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1))
                : WORDS.get(random.nextInt(WORDS.size()));
    }
}
