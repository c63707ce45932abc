package dev.muzon.sandbox.botapi;

import java.io.IOException;

/** A method of the Bot API. */
@FunctionalInterface
interface BotMethod {
    /**
     * Executes the method.
     *
     * @return what stands under {@code result}
     * @throws BotApiException any other answer
     */
    Object call(BotAccount bot, Parameters parameters) throws IOException, InterruptedException;
}
