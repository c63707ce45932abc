package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.telegram.BotApi;
import java.time.Instant;

/** Change of a message. Of several that wait for the same message only the latest is sent. */
final class EditDelivery extends Delivery {
    private final int messageId;
    private Draft draft;

    EditDelivery(int messageId, Draft draft, Terms terms, Instant created) {
        super(Kind.EDIT, terms, created);
        this.messageId = messageId;
        this.draft = draft;
    }

    @Override
    int perform(BotApi api, long chatId) {
        return draft.write()
                .map(content -> {
                    api.edit(chatId, messageId, content);
                    return messageId;
                })
                .orElse(Outbox.DROPPED);
    }

    @Override
    boolean patient() {
        return priority() == Priority.UPKEEP;
    }

    @Override
    boolean absorb(Delivery newer) {
        if (newer instanceof EditDelivery edit && edit.messageId == messageId) {
            draft = edit.draft;
            adopt(newer);
            return true;
        }
        return false;
    }
}
