package dev.muzon.gateway.telegram;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The reader of updates, field by field. A part that cannot be read is treated as missing, and the rest counts. */
final class UpdateReader {
    private static final Logger log = LoggerFactory.getLogger(UpdateReader.class);

    private final MessageReader messages;

    /**
     * Builds a reader.
     *
     * @param botId the bot's own user id
     */
    UpdateReader(long botId) {
        this.messages = new MessageReader(botId);
    }

    /** Reads an update. Empty for something that has no number and so cannot be confirmed. */
    Optional<Incoming> read(JsonNode node) {
        var update = new Fields(node);
        long id = update.number("update_id").orElse(-1);
        if (id < 0 || id > Integer.MAX_VALUE) {
            log.warn("Update has no valid number and is skipped");
            return Optional.empty();
        }
        return Optional.of(read(update, (int) id));
    }

    private Incoming read(Fields update, int id) {
        try {
            return incoming(update, id).orElseGet(() -> new Incoming.Ignored(id));
        } catch (Throwable e) { // also an Error: Telegram would send the whole batch again and again
            log.warn("Update {} cannot be read and is skipped: {}", id, e.toString());
            return new Incoming.Ignored(id);
        }
    }

    private Optional<Incoming> incoming(Fields update, int id) {
        return update.object("message")
                .flatMap(message -> messages.read(id, message))
                .or(() -> update.object("edited_message").flatMap(message -> messages.readEdited(id, message)))
                .or(() -> update.object("callback_query").map(query -> buttonPress(id, query)))
                .or(() -> update.object("inline_query").map(query -> inlineQuery(id, query)))
                .or(() -> update.object("my_chat_member").map(change -> memberChange(id, change, true)))
                .or(() -> update.object("chat_member").map(change -> memberChange(id, change, false)))
                .or(() -> update.object("chat_join_request").map(request -> joinRequest(id, request)));
    }

    private static Incoming buttonPress(int updateId, Fields query) {
        Optional<Fields> message = query.object("message");
        return new Incoming.ButtonPress(
                updateId,
                query.requiredText("id"),
                message.flatMap(it -> it.object("chat"))
                        .map(Actors::conversation)
                        .orElse(null),
                Actors.user(query.requiredObject("from")),
                message.map(it -> it.requiredInt("message_id")).orElse(0),
                query.text("data").orElse(""),
                message.flatMap(MessageReader::thread).orElse(null),
                message.flatMap(it -> query.text("data").flatMap(data -> label(it, data)))
                        .orElse(null));
    }

    /** Reads what the button with this data says. */
    private static Optional<String> label(Fields message, String data) {
        return message.object("reply_markup").stream()
                .flatMap(keyboard -> keyboard.rows("inline_keyboard"))
                .filter(button ->
                        button.text("callback_data").filter(data::equals).isPresent())
                .flatMap(button -> button.text("text").stream())
                .findFirst();
    }

    private static Incoming inlineQuery(int updateId, Fields query) {
        return new Incoming.InlineQuery(
                updateId,
                query.requiredText("id"),
                Actors.user(query.requiredObject("from")),
                query.text("query").orElse(""),
                query.text("chat_type").orElse(null));
    }

    private static Incoming memberChange(int updateId, Fields change, boolean self) {
        Fields member = change.requiredObject("new_chat_member");
        Optional<Fields> before = change.object("old_chat_member");
        return new Incoming.MemberChange(
                updateId,
                Actors.conversation(change.requiredObject("chat")),
                member.requiredObject("user").requiredNumber("id"),
                Membership.of(member.requiredText("status"), member.flag("is_member")),
                self,
                member.requiredText("status").equals("kicked"),
                before.flatMap(it -> it.text("status").map(status -> Membership.of(status, it.flag("is_member"))))
                        .orElse(null),
                change.object("from").flatMap(Actors::person).orElse(null));
    }

    private static Incoming joinRequest(int updateId, Fields request) {
        return new Incoming.JoinRequest(
                updateId,
                Actors.conversation(request.requiredObject("chat")),
                request.requiredObject("from").requiredNumber("id"));
    }
}
