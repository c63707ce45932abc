package dev.muzon.gateway.outbox;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something to be done in a chat, once its turn has come. The future holds the id of the message it concerns. */
abstract sealed class Delivery {
    private final CompletableFuture<Integer> done = new CompletableFuture<>();

    CompletableFuture<Integer> done() {
        return done;
    }

    /** @return the id of the message */
    abstract int perform(BotApi api, long chatId);

    /** Takes over a newer wish when that makes the older one pointless. */
    boolean absorb(Delivery newer) {
        return false;
    }

    /** The same in the supergroup that the chat became, where no message of before has its number. */
    int performInSupergroup(BotApi api, long supergroup) {
        throw new Failure.PerInstance(
                        FailureCode.MESSAGE_GONE, "it stayed in the group of before", "chat:" + supergroup)
                .asException();
    }

    static final class Send extends Delivery {
        private final Content content;
        private final @Nullable Integer replyTo;

        Send(Content content, @Nullable Integer replyTo) {
            this.content = content;
            this.replyTo = replyTo;
        }

        @Override
        int perform(BotApi api, long chatId) {
            return api.send(chatId, content, replyTo);
        }

        @Override
        int performInSupergroup(BotApi api, long supergroup) {
            return api.send(supergroup, content, null);
        }
    }

    /** Of several waiting edits of a message only the latest is worth sending. */
    static final class Edit extends Delivery {
        private final int messageId;
        private Content content;

        Edit(int messageId, Content content) {
            this.messageId = messageId;
            this.content = content;
        }

        @Override
        int perform(BotApi api, long chatId) {
            api.edit(chatId, messageId, content);
            return messageId;
        }

        @Override
        boolean absorb(Delivery newer) {
            if (newer instanceof Edit edit && edit.messageId == messageId) {
                content = edit.content;
                return true;
            }
            return false;
        }
    }

    static final class Delete extends Delivery {
        private final int messageId;

        Delete(int messageId) {
            this.messageId = messageId;
        }

        @Override
        int perform(BotApi api, long chatId) {
            api.delete(chatId, messageId);
            return messageId;
        }
    }
}
