package dev.muzon.gateway.support;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Messages and presses as the Bot API writes them. */
final class TelegramJson {
    private static final JsonMapper JSON = new JsonMapper();

    private TelegramJson() {}

    /** Returns a message of a person. A slash at its beginning makes it a command. */
    static ObjectNode message(int messageId, long chatId, long userId, String language, String text) {
        ObjectNode message = message(messageId, chatId, text);
        user(message.putObject("from"), userId, language);
        if (text.startsWith("/")) {
            message.putArray("entities")
                    .addObject()
                    .put("type", "bot_command")
                    .put("offset", 0)
                    .put("length", text.split("\\s", 2)[0].length());
        }
        return message;
    }

    static ObjectNode message(int messageId, long chatId, String text) {
        var message = JSON.createObjectNode();
        message.put("message_id", messageId)
                .put("date", Instant.now().getEpochSecond())
                .put("text", text);
        message.putObject("chat")
                .put("id", chatId)
                .put("type", chatId < 0 ? "supergroup" : "private")
                .put("title", "Jazz & <b>Friends</b>");
        return message;
    }

    static ObjectNode press(String id, ObjectNode message, long userId, String data) {
        var query = JSON.createObjectNode();
        query.put("id", id).put("data", data).put("chat_instance", "1");
        user(query.putObject("from"), userId, "en");
        query.set("message", message);
        return query;
    }

    static ObjectNode member(long userId, String status) {
        var member = JSON.createObjectNode();
        member.put("status", status);
        user(member.putObject("user"), userId, "en");
        return member;
    }

    private static void user(ObjectNode user, long userId, String language) {
        user.put("id", userId)
                .put("is_bot", false)
                .put("first_name", "User<" + userId + ">")
                .put("language_code", language);
    }
}
