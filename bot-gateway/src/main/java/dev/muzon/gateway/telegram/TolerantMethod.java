package dev.muzon.gateway.telegram;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.function.Function;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiValidationException;
import tools.jackson.databind.JsonNode;

/**
 * A method of the library of whose answer only the needed fields are read. The library would refuse the whole answer
 * because of one field of an unknown type. A message that Telegram has would be sent again and again.
 */
final class TolerantMethod<T extends Serializable> extends BotApiMethod<T> {
    private final BotApiMethod<?> method;
    private final Function<JsonNode, T> reader;

    /** @param reader of the answer's {@code result}, which is missing where Telegram gave none */
    TolerantMethod(BotApiMethod<?> method, Function<JsonNode, T> reader) {
        this.method = method;
        this.reader = reader;
    }

    /** Returns the number of a message that was sent. Telegram has the message, whether it says the number or not. */
    static int messageId(JsonNode message) {
        int id = message.path("message_id").asInt(BotApi.UNKNOWN_MESSAGE);
        return id > 0 ? id : BotApi.UNKNOWN_MESSAGE;
    }

    /**
     * Returns an answer in which something must stand.
     *
     * @throws IllegalArgumentException for another one, which tells nothing
     */
    static JsonNode filled(JsonNode result) {
        if (!result.isContainer()) {
            throw new IllegalArgumentException("neither an object nor a list");
        }
        return result;
    }

    @JsonValue
    BotApiMethod<?> method() {
        return method;
    }

    @Override
    public String getMethod() {
        return method.getMethod();
    }

    @Override
    public void validate() throws TelegramApiValidationException {
        method.validate();
    }

    @Override
    public T deserializeResponse(String answer) throws TelegramApiRequestException {
        return read(method, answer, reader);
    }

    /** Reads an answer. The library reads a refusal. */
    static <R> R read(PartialBotApiMethod<?> method, String answer, Function<JsonNode, R> reader)
            throws TelegramApiRequestException {
        try {
            JsonNode tree = FetchUpdates.JSON.readTree(answer);
            if (!tree.path("ok").asBoolean(false)) {
                method.deserializeResponseArray(answer, String.class);
            }
            return reader.apply(tree.path("result"));
        } catch (TelegramApiRequestException e) {
            throw e;
        } catch (Throwable e) { // also an Error: the library would leave the caller waiting
            throw new TelegramApiRequestException("Unable to deserialize response", e);
        }
    }
}
