package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Content;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The parameters of a call, from its query, form, multipart or JSON body. Scalars may come as text or as JSON, objects
 * as JSON or as text that holds JSON.
 */
record Parameters(Map<String, JsonNode> values, Map<String, Upload> uploads) {
    private static final Map<String, String> JSON_NAMES = Map.of(
            "reply_markup", "reply keyboard markup", "scope", "BotCommandScope", "message_ids", "message identifiers");

    /** A file that came with the request. */
    record Upload(String fileName, String mimeType, Content content) {}

    Optional<String> text(String name) {
        return value(name).map(node -> node.isValueNode() ? node.asString() : node.toString());
    }

    String requiredText(String name) {
        return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> missing(name));
    }

    /** Reads a number. Text that is not one counts as not given, as in Telegram's own server. */
    Optional<Long> number(String name) {
        return text(name)
                .map(String::strip)
                .filter(text -> text.matches("-?[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    long requiredNumber(String name) {
        return number(name).orElseThrow(() -> missing(name));
    }

    long requiredUserId() {
        return number("user_id")
                .filter(id -> id > 0)
                .orElseThrow(() -> BotApiException.badRequest("invalid user_id specified"));
    }

    /** Returns the message id, 0 without one. */
    int messageId() {
        return number("message_id")
                .filter(id -> id > 0 && id <= Integer.MAX_VALUE)
                .map(Long::intValue)
                .orElse(0);
    }

    int requiredMessageId(String name) {
        return number(name)
                .filter(id -> id > 0 && id <= Integer.MAX_VALUE)
                .map(Long::intValue)
                .orElseThrow(() -> BotApiException.badRequest("message identifier is not specified"));
    }

    boolean flag(String name) {
        return text(name)
                .map(text -> text.equalsIgnoreCase("true") || text.equals("1"))
                .orElse(false);
    }

    /**
     * Reads an object.
     *
     * @param type whose fields are Telegram's
     */
    <T> Optional<T> object(String name, Class<T> type) {
        return json(name).map(node -> convert(name, node, type));
    }

    <T> T requiredObject(String name, Class<T> type) {
        return object(name, type).orElseThrow(() -> missing(name));
    }

    boolean isEmptyObject(String name) {
        return json(name).filter(JsonNode::isObject).filter(JsonNode::isEmpty).isPresent();
    }

    Optional<Upload> upload(String name) {
        return Optional.ofNullable(uploads.get(name));
    }

    private Optional<JsonNode> json(String name) {
        return value(name)
                .filter(node -> !(node.isString() && node.asString().isBlank()))
                .map(node -> node.isString() ? parse(name, node.asString(), BotJson.MAPPER::readTree) : node);
    }

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(node -> !node.isNull());
    }

    private static <T> T convert(String name, JsonNode node, Class<T> type) {
        return parse(name, node, given -> BotJson.MAPPER.treeToValue(given, type));
    }

    private static <I, O> O parse(String name, I input, Function<I, O> parser) {
        try {
            return parser.apply(input);
        } catch (JacksonException | NumberFormatException e) {
            throw BotApiException.badRequest(
                    "can't parse " + JSON_NAMES.getOrDefault(name, name.replace('_', ' ')) + " JSON object");
        }
    }

    /** Returns whether a text that a caller's JSON should hold is missing or blank. */
    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static BotApiException missing(String name) {
        return BotApiException.badRequest("parameter \"" + name + "\" is required");
    }
}
