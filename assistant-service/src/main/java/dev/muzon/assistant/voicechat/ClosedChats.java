package dev.muzon.assistant.voicechat;

import dev.muzon.protocol.failure.FailureCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The chats whose voice chat no account could join, or was taken from. News of them is worth telling, once for each
 * attempt. Refusals that keep coming are remembered, so that each is logged once.
 */
@Component
final class ClosedChats {
    private final Set<Long> awaited = ConcurrentHashMap.newKeySet();
    private final Map<Long, Set<Refusal>> refusals = new ConcurrentHashMap<>();

    private record Refusal(String accountId, FailureCode code) {}

    /** Notes that an attempt begins. What Telegram tells during it does not count. */
    void attempt(long chatId) {
        awaited.remove(chatId);
    }

    /** Notes that nobody is in the chat's voice chat, although somebody should be. */
    void closed(long chatId) {
        awaited.add(chatId);
    }

    /** Notes that an account is in. */
    void open(long chatId) {
        awaited.remove(chatId);
        refusals.remove(chatId);
    }

    /** Returns whether news of the chat is awaited. After that it no longer is. */
    boolean takeNews(long chatId) {
        return awaited.remove(chatId);
    }

    /** Returns the chats whose news is awaited. After that none is. */
    List<Long> takeAll() {
        return List.copyOf(awaited).stream().filter(this::takeNews).toList();
    }

    /** Returns whether this account is refused for this reason for the first time since the chat was open. */
    boolean isNew(long chatId, String accountId, FailureCode code) {
        return refusals.computeIfAbsent(chatId, _ -> ConcurrentHashMap.newKeySet())
                .add(new Refusal(accountId, code));
    }
}
