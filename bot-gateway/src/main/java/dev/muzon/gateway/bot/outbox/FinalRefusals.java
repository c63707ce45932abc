package dev.muzon.gateway.bot.outbox;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.Set;

/** The refusals after which the same message is refused again: nobody is left to tell, or it is our mistake. */
public final class FinalRefusals {
    private static final Set<FailureCode> CODES = Set.of(
            FailureCode.BOT_REMOVED,
            FailureCode.BOT_RIGHTS_MISSING,
            FailureCode.CHAT_MOVED,
            FailureCode.MESSAGE_GONE,
            FailureCode.TELEGRAM_REFUSED);

    private FinalRefusals() {}

    public static boolean include(FailureException e) {
        return CODES.contains(e.failure().code());
    }
}
