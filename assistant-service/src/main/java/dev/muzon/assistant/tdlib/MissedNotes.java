package dev.muzon.assistant.tdlib;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A look at the newest messages of the chats that were used last. A process that died may have heard of a note or a
 * command without having it saved, and TDLib does not tell it twice.
 */
final class MissedNotes implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(MissedNotes.class);

    private static final int CHATS = 50;
    private static final int MESSAGES = 50;

    private final String account;
    private final TdClient client;
    private final Consumer<JsonNode> found;

    MissedNotes(String account, TdClient client, Consumer<JsonNode> found) {
        this.account = account;
        this.client = client;
        this.found = found;
    }

    @Override
    public void run() {
        try {
            JsonNode chats = client.call(TdRequest.of("getChats")
                            .with("chat_list", TdRequest.of("chatListMain"))
                            .with("limit", CHATS))
                    .path("chat_ids");
            for (JsonNode chat : chats) {
                look(chat.longValue(0));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // the notes of the next start are looked for again
            log.warn("Account {} did not look for missed voice notes: {}", account, e.toString());
        }
    }

    private void look(long chatId) throws InterruptedException {
        try {
            client.call(TdRequest.of("getChatHistory")
                            .with("chat_id", chatId)
                            .with("from_message_id", 0)
                            .with("offset", 0)
                            .with("limit", MESSAGES)
                            .with("only_local", false))
                    .path("messages")
                    .forEach(found);
        } catch (TdError e) {
            log.debug("Account {} did not read chat {}: {}", account, chatId, e.text());
        }
    }
}
