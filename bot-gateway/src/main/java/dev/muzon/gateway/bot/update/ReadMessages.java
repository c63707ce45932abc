package dev.muzon.gateway.bot.update;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.command.RequestOutcomes;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.TelegramTime;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The commands that were read lately, and whether they did anything. Telegram calls a message edited also when only
 * a preview of its link came. What another process read is not known here, so its messages are not corrected.
 */
@Component
class ReadMessages {
    private static final Logger log = LoggerFactory.getLogger(ReadMessages.class);

    private static final int MESSAGES = 10_000;

    private final TelegramTime time;
    private final Ticker ticker;
    private final RequestOutcomes outcomes;
    private final Cache<Message, Reading> readings;

    /** Start of reading, by the ticker. Telegram's time may not be known that early. */
    private volatile @Nullable Long began;

    ReadMessages(TelegramTime time, Ticker ticker, RequestOutcomes outcomes) {
        this.time = time;
        this.ticker = ticker;
        this.outcomes = outcomes;
        this.readings = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(EditedCommands.CORRECTED.multipliedBy(2))
                .maximumSize(MESSAGES)
                .build();
    }

    private record Message(long chat, int number) {
        static Message of(Incoming.Command command) {
            return new Message(command.chat().id(), command.messageId());
        }
    }

    /** The hash of a command's words, its request, and whether it was refused. Whole messages would fill the memory. */
    private record Reading(int words, String requestId, BooleanSupplier refused) {}

    @EventListener(LeadershipBegan.class)
    void begin() {
        readings.invalidateAll();
        began = ticker.read();
    }

    /**
     * Notes a command that runs.
     *
     * @param known whether there is such a command
     */
    void note(Invocation invocation, boolean known) {
        Incoming.Command command = invocation.command();
        boolean harmless = !known || invocation.definition().rules().question();
        readings.put(
                Message.of(command),
                new Reading(words(command), invocation.requestId(), harmless ? () -> true : invocation.refusal()));
    }

    /** Returns whether an edit corrects a message that did nothing, and whose words this process would know. */
    boolean isCorrection(Incoming.Command command, Instant sent) {
        Long first = began;
        if (first == null || sent.isBefore(time.now().minusNanos(ticker.read() - first))) {
            return false;
        }
        Reading before = readings.getIfPresent(Message.of(command));
        return before == null || (before.words() != words(command) && didNothing(before));
    }

    /** Returns whether an edit gives other words to a command that this process carried out. */
    boolean isAfterthought(Incoming.Command command) {
        Reading before = readings.getIfPresent(Message.of(command));
        return before != null && before.words() != words(command) && !didNothing(before);
    }

    /** Returns whether nothing came of a command. What cannot be known counts as carried out: twice would be worse. */
    private boolean didNothing(Reading before) {
        if (before.refused().getAsBoolean()) {
            return true;
        }
        try {
            return outcomes.cameToNothing(before.requestId());
        } catch (RuntimeException e) {
            log.debug("Outcome of {} not known", before.requestId(), e);
            return false;
        }
    }

    private static int words(Incoming.Command command) {
        return Objects.hash(command.name(), command.argument());
    }
}
