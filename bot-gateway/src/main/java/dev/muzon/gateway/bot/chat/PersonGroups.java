package dev.muzon.gateway.bot.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.gateway.telegram.UpdateHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The groups in which a person may play. Telegram tells no bot the groups of a person. So those count where they sent a
 * command lately, and all where the bot is in few.
 */
@Component
public class PersonGroups implements UpdateHandler<Incoming.Command> {
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final int PEOPLE = 10_000;

    /** As many as a person chooses among. */
    private static final int MOST = 8;

    /** With more groups than this only those count that were seen. Telegram is asked once for each. */
    private static final int FEW = 20;

    private final KnownGroups groups;
    private final Admission admission;
    private final Blocklist blocklist;
    private final BotApi api;
    private final Cache<Long, List<Conversation>> seen;

    PersonGroups(KnownGroups groups, Admission admission, Blocklist blocklist, BotApi api, Ticker ticker) {
        this.groups = groups;
        this.admission = admission;
        this.blocklist = blocklist;
        this.api = api;
        this.seen = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .maximumSize(PEOPLE)
                .build();
    }

    /**
     * Returns the groups in which they are and that the bot serves. Those of their last commands come first, and eight
     * at most.
     *
     * @throws dev.muzon.protocol.failure.FailureException when Telegram or the database does not say
     */
    public List<Conversation> of(Sender person) {
        List<Conversation> commanded = seen.get(person.id(), _ -> List.of());
        Stream<Conversation> others =
                groups.count() <= FEW ? groups.all().stream().filter(group -> !has(commanded, group)) : Stream.empty();
        return Stream.concat(commanded.stream(), others)
                .filter(group -> mayPlay(person, group))
                .limit(MOST)
                .toList();
    }

    /** Returns whether they are in a group that the bot serves. An operator is asked for no more rights than others. */
    private boolean mayPlay(Sender person, Conversation group) {
        return admission.admits(group)
                && !blocklist.includes(group.id())
                && api.membership(group.id(), person.id()).isInside();
    }

    private static boolean has(List<Conversation> some, Conversation group) {
        return some.stream().anyMatch(one -> one.id() == group.id());
    }

    @Override
    public Class<Incoming.Command> type() {
        return Incoming.Command.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.Command command) {
        Conversation chat = command.chat();
        if (command.sender().kind() == Sender.Kind.USER && chat.kind() == Conversation.Kind.GROUP) {
            seen.asMap().merge(command.sender().id(), List.of(chat), PersonGroups::first);
        }
        return CompletableFuture.completedFuture(null);
    }

    private static List<Conversation> first(List<Conversation> before, List<Conversation> now) {
        var all = new ArrayList<>(now);
        before.stream().filter(group -> !has(now, group)).limit(MOST - 1).forEach(all::add);
        return List.copyOf(all);
    }
}
