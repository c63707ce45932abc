package dev.muzon.gateway.bot.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Membership;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The administrators of chats: asked of Telegram, remembered for a minute, corrected by its updates. */
@Component
public class Administrators implements UpdateHandler<Incoming.MemberChange> {
    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final int PEOPLE = 100_000;

    private final BotApi api;
    private final Cache<Member, Boolean> known;

    public Administrators(BotApi api, Ticker ticker) {
        this.api = api;
        this.known = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .maximumSize(PEOPLE)
                .build();
    }

    private record Member(long chat, long user) {}

    /**
     * Refuses everybody but administrators.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code access.admins-only}, or when Telegram does not say
     */
    public void require(Sender sender, Conversation chat) {
        if (!include(sender, chat)) {
            throw Failure.of(FailureCode.ADMINS_ONLY, "not an administrator: " + sender.id())
                    .asException();
        }
    }

    /**
     * Returns whether the sender is an administrator of the chat.
     *
     * @throws dev.muzon.protocol.failure.FailureException when Telegram does not say
     */
    public boolean include(Sender sender, Conversation chat) {
        return chat.isPrivate()
                || switch (sender.kind()) {
                    case ANONYMOUS_ADMIN -> true;
                    case CHANNEL -> false;
                    case USER ->
                        known.get(
                                new Member(chat.id(), sender.id()),
                                it -> administrator(api.membership(it.chat(), it.user())));
                };
    }

    /**
     * Returns whether the bot itself is an administrator of the chat.
     *
     * @throws dev.muzon.protocol.failure.FailureException when Telegram does not say
     */
    public boolean includeBot(Conversation chat) {
        return known.get(new Member(chat.id(), api.id()), it -> administrator(api.membership(it.chat(), it.user())));
    }

    /**
     * Asks Telegram for all administrators of a group at once, and forgets what was known.
     *
     * @return their user ids, the bot's own among them when it is one
     * @throws dev.muzon.protocol.failure.FailureException when Telegram does not say
     */
    Set<Long> reload(long chatId) {
        Set<Long> administrators = api.administrators(chatId);
        known.asMap().keySet().removeIf(member -> member.chat() == chatId);
        administrators.forEach(user -> known.put(new Member(chatId, user), true));
        return administrators;
    }

    @Override
    public Class<Incoming.MemberChange> type() {
        return Incoming.MemberChange.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.MemberChange change) {
        var member = new Member(change.chat().id(), change.userId());
        if (change.isOfUnknownRights()) {
            known.invalidate(member);
        } else {
            known.put(member, administrator(change.membership()));
        }
        return CompletableFuture.completedFuture(null);
    }

    private static boolean administrator(Membership membership) {
        return membership == Membership.ADMINISTRATOR;
    }
}
