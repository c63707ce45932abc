package dev.muzon.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that a user types to a bot in any chat.
 *
 * @param chatKind of the chat in which it is typed
 * @param results null until the bot answered
 */
public record InlineQuery(
        String id,
        long userId,
        long botId,
        String text,
        ChatKind chatKind,
        Instant asked,
        @Nullable List<Result> results) {
    /**
     * One offer of the bot.
     *
     * @param message what is sent when the user chooses it
     */
    public record Result(String id, String title, NewMessage message) {}

    InlineQuery answered(List<Result> offers) {
        return new InlineQuery(id, userId, botId, text, chatKind, asked, List.copyOf(offers));
    }
}
