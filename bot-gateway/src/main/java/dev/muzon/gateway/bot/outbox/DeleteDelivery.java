package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.telegram.BotApi;
import java.time.Instant;

/** Removal of a message. */
final class DeleteDelivery extends Delivery {
    private final int messageId;

    DeleteDelivery(int messageId, Instant created) {
        super(Kind.DELETE, Terms.state(), created);
        this.messageId = messageId;
    }

    @Override
    int perform(BotApi api, long chatId) {
        api.delete(chatId, messageId);
        return messageId;
    }
}
