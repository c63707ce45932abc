package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Destination;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** New message. If its topic is gone it goes to where the message it answers stands, else to General. */
final class SendDelivery extends Delivery {
    private @Nullable Integer thread;
    private @Nullable Integer replyTo;
    private Draft draft;

    SendDelivery(Destination to, Draft draft, Terms terms, Instant created) {
        super(Kind.SEND, terms, created);
        this.thread = to.thread();
        this.replyTo = terms.replyTo();
        this.draft = draft;
    }

    @Override
    int perform(BotApi api, long chatId) {
        return draft.write()
                .map(content -> api.send(new Destination(chatId, thread), content, replyTo))
                .orElse(Outbox.DROPPED);
    }

    @Override
    int performInSupergroup(BotApi api, long supergroup) {
        return draft.write()
                .map(content -> api.send(Destination.of(supergroup), content, null))
                .orElse(Outbox.DROPPED);
    }

    /**
     * A message that is said once.
     *
     * @param thread the topic, null for none
     */
    private record Saying(@Nullable Integer thread, Draft draft) {}

    @Override
    @Nullable Object repeatable() {
        return draft instanceof Draft.Once ? new Saying(thread, draft) : null;
    }

    @Override
    boolean absorb(Delivery newer) {
        if (!(newer instanceof SendDelivery send) || !Objects.equals(send.thread, thread)) {
            return false;
        }
        Optional<Draft> merged = draft.merge(send.draft);
        merged.ifPresent(both -> {
            draft = both;
            replyTo = null;
            adopt(newer);
        });
        return merged.isPresent();
    }

    @Override
    boolean settleForLess() {
        if (thread != null) {
            thread = null;
            return true;
        }
        if (replyTo != null) {
            replyTo = null;
            return true;
        }
        return false;
    }
}
