package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Destination;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** New message. If its topic is gone it goes to where the message it answers stands, else to General. */
final class SendDelivery extends Delivery {
    private @Nullable Integer thread;
    private @Nullable Integer replyTo;
    private final Answers answers;

    SendDelivery(Destination to, Draft draft, Terms terms, Instant created) {
        super(Kind.SEND, terms, created);
        this.thread = to.thread();
        this.replyTo = terms.replyTo();
        this.answers = new Answers(draft, terms.asker());
    }

    @Override
    int perform(BotApi api, long chatId) {
        return answers.write()
                .map(content -> api.send(new Destination(chatId, thread), content, replyTo))
                .orElse(Outbox.DROPPED);
    }

    @Override
    int performInSupergroup(BotApi api, long supergroup) {
        return answers.write()
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
        return answers.single()
                .filter(Draft.Once.class::isInstance)
                .map(once -> new Saying(thread, once))
                .orElse(null);
    }

    @Override
    boolean absorb(Delivery newer) {
        return newer instanceof SendDelivery send
                && Objects.equals(send.thread, thread)
                && answers.merge(send.answers)
                && answersBoth(send);
    }

    @Override
    boolean fold(Delivery newer) {
        return newer instanceof SendDelivery send
                && isReply()
                && send.isReply()
                && Objects.equals(send.thread, thread)
                && answers.fold(send.answers)
                && answersBoth(send);
    }

    private boolean isReply() {
        return priority() == Priority.REPLY;
    }

    /** Replies to the newest message of one person, and to none of several people's. */
    private boolean answersBoth(SendDelivery newer) {
        replyTo = answers.haveOneAsker() ? newer.replyTo : null;
        adopt(newer);
        return true;
    }

    @Override
    boolean patient() {
        return isReply() && answers.foldable();
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
