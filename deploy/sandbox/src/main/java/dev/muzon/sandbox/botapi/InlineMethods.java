package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.InlineQuery;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Methods that answer inline queries: with articles, and with files that the bot knows by id. */
final class InlineMethods {
    private static final int MAX_RESULTS = 50;
    private static final int MAX_ID_BYTES = 64;

    private static final Map<String, Media.Kind> FILES = Map.of(
            "audio", Media.Kind.AUDIO,
            "voice", Media.Kind.VOICE,
            "document", Media.Kind.DOCUMENT,
            "photo", Media.Kind.PHOTO,
            "video", Media.Kind.VIDEO);

    private final World world;

    private InlineMethods(World world) {
        this.world = world;
    }

    static void addTo(MethodTable table, World world) {
        table.add("answerInlineQuery", BotAction.LOOKING, new InlineMethods(world)::answer);
    }

    private Object answer(BotAccount bot, Parameters parameters) {
        var given = parameters.object("results", JsonNode.class).orElse(null);
        if (given == null || !given.isArray()) {
            throw BotApiException.badRequest("expected an Array of inline query results");
        }
        if (given.size() > MAX_RESULTS) {
            throw BotApiException.badRequest("too many inline query results specified");
        }
        var results = new ArrayList<InlineQuery.Result>();
        for (var one : given) {
            results.add(result(one));
        }
        checkIds(results);
        world.inlineQueries().answer(parameters.text("inline_query_id").orElse(""), bot.id(), results);
        return true;
    }

    private static void checkIds(List<InlineQuery.Result> results) {
        boolean invalid =
                results.stream().map(InlineQuery.Result::id).anyMatch(id -> id.isEmpty() || id.length() > MAX_ID_BYTES);
        if (invalid) {
            throw BotApiException.badRequest("RESULT_ID_INVALID");
        }
        if (results.stream().map(InlineQuery.Result::id).distinct().count() < results.size()) {
            throw BotApiException.badRequest("RESULT_ID_DUPLICATE");
        }
    }

    private InlineQuery.Result result(JsonNode result) {
        var values = new HashMap<String, JsonNode>();
        result.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
        result.path("input_message_content")
                .properties()
                .forEach(field ->
                        values.put(field.getKey().equals("message_text") ? "text" : field.getKey(), field.getValue()));
        var parameters = new Parameters(Map.copyOf(values), Map.of());
        var message = message(result, parameters).keyboard(Markup.keyboard(parameters));
        return new InlineQuery.Result(
                result.path("id").asString(""), result.path("title").asString(""), message);
    }

    private NewMessage message(JsonNode result, Parameters parameters) {
        if (result.has("input_message_content")) {
            var text = Markup.text(parameters);
            return NewMessage.text(text.text()).entities(text.entities());
        }
        var type = result.path("type").asString("");
        var kind = FILES.get(type);
        if (kind == null) {
            throw BotApiException.badRequest("can't parse inline query result: Input message content is not specified");
        }
        var caption = Markup.caption(parameters);
        return world.files()
                .findByFileId(result.path(type + "_file_id").asString(""))
                .map(file -> NewMessage.media(kind, file, caption.text()).entities(caption.entities()))
                .orElseThrow(() -> BotApiException.badRequest("wrong file identifier/HTTP URL specified"));
    }
}
