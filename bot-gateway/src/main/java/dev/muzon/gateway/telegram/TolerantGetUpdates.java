package dev.muzon.gateway.telegram;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/**
 * Reads every update by itself. The library reads a batch as a whole, so one update of a kind it does not know would
 * come back for ever and hold up all that follow; here it becomes an empty update that is confirmed like any other.
 */
class TolerantGetUpdates extends GetUpdates {
    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger log = LoggerFactory.getLogger(TolerantGetUpdates.class);
    private static final int BATCH = 100;
    private static final List<String> WANTED = List.of("message", "callback_query", "my_chat_member", "chat_member");

    TolerantGetUpdates(int offset, Duration wait) {
        super(offset, BATCH, (int) wait.toSeconds(), WANTED);
    }

    @Override
    @SuppressWarnings("NonApiType") // The library's own signature.
    public ArrayList<Update> deserializeResponse(String answer) throws TelegramApiRequestException {
        JsonNode result = result(answer);
        if (!result.isArray()) {
            return super.deserializeResponse(answer);
        }
        var updates = new ArrayList<Update>(result.size());
        for (JsonNode node : result) {
            updates.add(read(node));
        }
        return updates;
    }

    private static JsonNode result(String answer) throws TelegramApiRequestException {
        try {
            return OBJECT_MAPPER.readTree(answer).path("result");
        } catch (JacksonException e) {
            throw new TelegramApiRequestException("Unable to deserialize response", e);
        }
    }

    private static Update read(JsonNode node) {
        try {
            return OBJECT_MAPPER.treeToValue(node, Update.class);
        } catch (JacksonException e) {
            log.warn(
                    "Skipping update {}, which this version cannot read: {}",
                    node.path("update_id"),
                    e.getOriginalMessage());
            var unreadable = new Update();
            unreadable.setUpdateId(node.path("update_id").asInt());
            return unreadable;
        }
    }
}
