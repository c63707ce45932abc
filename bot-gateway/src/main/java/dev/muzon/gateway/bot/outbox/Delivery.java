package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done in a chat when its turn comes. The future holds the id of the message it concerns, or
 * {@link Outbox#DROPPED}.
 */
abstract sealed class Delivery permits SendDelivery, EditDelivery, DeleteDelivery {
    /** Telegram limits each kind by itself. */
    enum Kind {
        SEND,
        EDIT,
        DELETE
    }

    private final CompletableFuture<Integer> done = new CompletableFuture<>();
    private final Kind kind;
    private final Instant created;
    private Priority priority;
    private final @Nullable Instant asked;
    private @Nullable Instant uselessAfter;

    Delivery(Kind kind, Terms terms, Instant created) {
        this.kind = kind;
        this.created = created;
        this.priority = terms.priority();
        this.asked = terms.askedAgo() == null ? null : created.minus(terms.askedAgo());
        this.uselessAfter = terms.usefulFor() == null ? null : created.plus(terms.usefulFor());
    }

    CompletableFuture<Integer> done() {
        return done;
    }

    Kind kind() {
        return kind;
    }

    Instant created() {
        return created;
    }

    Priority priority() {
        return priority;
    }

    /** Returns the moment after which it is dropped, null for never. */
    @Nullable Instant uselessAfter() {
        return uselessAfter;
    }

    /**
     * Asks Telegram.
     *
     * @return the id of the message, {@link BotApi#UNKNOWN_MESSAGE}, or {@link Outbox#DROPPED} when there is nothing to say
     */
    abstract int perform(BotApi api, long chatId);

    /** Returns when a person asked for it, null when that is not known. */
    @Nullable Instant asked() {
        return asked;
    }

    /** Returns what a message says and where, when saying it once is enough. Null for all others. */
    @Nullable Object repeatable() {
        return null;
    }

    /** Takes over a newer delivery that makes this one pointless. */
    boolean absorb(Delivery newer) {
        return false;
    }

    /** Takes over a newer delivery that says something else, so that both leave together. */
    boolean fold(Delivery newer) {
        return false;
    }

    /** Returns whether it may wait a little in haste, because what comes meanwhile leaves with it. */
    boolean patient() {
        return false;
    }

    /** Takes the higher of both ranks and the newer one's end. */
    final void adopt(Delivery newer) {
        if (newer.priority.compareTo(priority) < 0) {
            priority = newer.priority;
        }
        uselessAfter = newer.uselessAfter;
    }

    /** Looks for a less particular place after a refusal. Returns whether there is one to try. */
    boolean settleForLess() {
        return false;
    }

    /** Does the same in the supergroup that the chat became. No earlier message has its number there. */
    int performInSupergroup(BotApi api, long supergroup) {
        throw Failure.of(FailureCode.MESSAGE_GONE, "it stayed in the group that became chat " + supergroup)
                .asException();
    }
}
