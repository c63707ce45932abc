package dev.muzon.gateway.telegram;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code getUpdates}, answered as the gateway's own kind of updates. The library's classes would refuse a whole batch
 * because of one field of an unknown type, and Telegram would send it again and again.
 */
final class FetchUpdates extends BotApiMethod<ArrayList<Incoming>> {
    static final JsonMapper JSON = JsonMapper.shared();
    static final List<String> WANTED = List.of(
            "message",
            "edited_message",
            "callback_query",
            "inline_query",
            "my_chat_member",
            "chat_member",
            "chat_join_request");

    private final int offset;
    private final Duration wait;
    private final UpdateReader reader;

    FetchUpdates(int offset, Duration wait, UpdateReader reader) {
        this.offset = offset;
        this.wait = wait;
        this.reader = reader;
    }

    @JsonProperty("offset")
    int offset() {
        return offset;
    }

    @JsonProperty("limit")
    int limit() {
        return BotApi.MOST_UPDATES;
    }

    @JsonProperty("timeout")
    long timeout() {
        return wait.toSeconds();
    }

    @JsonProperty("allowed_updates")
    List<String> allowedUpdates() {
        return WANTED;
    }

    @Override
    public String getMethod() {
        return "getupdates";
    }

    @Override
    @SuppressWarnings("NonApiType") // The library's own signature.
    public ArrayList<Incoming> deserializeResponse(String answer) throws TelegramApiRequestException {
        try {
            return read(answer);
        } catch (TelegramApiRequestException e) {
            throw e;
        } catch (Throwable e) { // also an Error: the library would leave the poller waiting
            throw new TelegramApiRequestException("Unable to deserialize response", e);
        }
    }

    @SuppressWarnings("NonApiType") // As above.
    private ArrayList<Incoming> read(String answer) throws TelegramApiRequestException {
        JsonNode result = JSON.readTree(answer).path("result");
        if (!result.isArray()) {
            return deserializeResponseArray(answer, String.class);
        }
        var updates = new ArrayList<Incoming>(result.size());
        for (JsonNode update : result) {
            reader.read(update).ifPresent(updates::add);
        }
        return updates;
    }
}
