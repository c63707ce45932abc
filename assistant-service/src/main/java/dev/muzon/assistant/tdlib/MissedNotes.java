package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.message.MessageListener;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureClassifier;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

/**
 * A look at what was written in followed groups and in the chats used last while nobody listened. Archived chats count,
 * too. A process that died may have heard of a note without having it saved. Of supergroups TDLib tells nothing that came
 * before its start, and of a long outage the last message only.
 */
final class MissedNotes implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(MissedNotes.class);

    private static final FailureClassifier COMMON = FailureClassifier.of(List.of());
    private static final List<String> LISTS = List.of("chatListMain", "chatListArchive");

    /** The chats that are looked at of each list, beside the groups that are followed. */
    private static final int CHATS = 100;

    private static final int PAGE = 100;

    /** The pages that are read of a busy chat at most. */
    private static final int MOST_PAGES = 50;

    private static final int ATTEMPTS = 8;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final String account;
    private final TdClient client;
    private final Instant since;
    private final Duration settling;
    private final MessageListener listener;
    private final Consumer<JsonNode> found;
    private final KnownChats known;

    /** The chats that are looked at, null for all of the above. */
    private final @Nullable Set<Long> chosen;

    /**
     * Makes a look at all of them.
     *
     * @param since messages before this were heard
     * @param settling the time in which TDLib learns itself what came
     * @param listener tells of which chats every note counts. Of others the newest messages are looked at, for commands
     */
    MissedNotes(
            String account,
            TdClient client,
            Instant since,
            Duration settling,
            MessageListener listener,
            Consumer<JsonNode> found) {
        this(account, client, since, settling, listener, found, null);
    }

    private MissedNotes(
            String account,
            TdClient client,
            Instant since,
            Duration settling,
            MessageListener listener,
            Consumer<JsonNode> found,
            @Nullable Set<Long> chosen) {
        this.account = account;
        this.client = client;
        this.since = since;
        this.settling = settling;
        this.listener = listener;
        this.found = found;
        this.known = new KnownChats(client);
        this.chosen = chosen;
    }

    /** Returns a look at this chat alone. */
    MissedNotes in(long chatId) {
        return new MissedNotes(account, client, since, settling, listener, found, Set.of(chatId));
    }

    @Override
    public void run() {
        try {
            lookUntilDone();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookUntilDone() throws InterruptedException {
        Thread.sleep(settling);
        for (int attempt = 1; !looked(attempt); attempt++) {
            Thread.sleep(PAUSE.multipliedBy(attempt));
        }
    }

    /** Returns whether there is nothing more to look for. */
    private boolean looked(int attempt) throws InterruptedException {
        try {
            for (long chat : chats()) {
                look(chat);
            }
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (TdError e) {
            return e.isClosed() || gaveUp(attempt, e);
        } catch (Throwable e) { // what was found before is found again
            return gaveUp(attempt, e);
        }
    }

    /** Returns the followed groups first, each chat once. */
    private Set<Long> chats() throws InterruptedException {
        if (chosen != null) {
            return chosen;
        }
        Set<Long> chats = new LinkedHashSet<>(listener.groups(account));
        for (String list : LISTS) {
            client.call(TdRequest.of("getChats")
                            .with("chat_list", TdRequest.of(list))
                            .with("limit", CHATS))
                    .path("chat_ids")
                    .forEach(chat -> chats.add(chat.longValue(0)));
        }
        return chats;
    }

    private boolean gaveUp(int attempt, Throwable e) {
        boolean last = attempt == ATTEMPTS;
        log.atLevel(attempt == 1 || last ? Level.WARN : Level.DEBUG)
                .log(
                        "Account {} did not look for missed voice notes, {}: {}",
                        account,
                        last ? "the next start does" : "which is tried again",
                        words(e));
        return last;
    }

    /** Returns what a log says of it. Only a defect is named by its class. */
    static String words(Throwable e) {
        if (e instanceof TdError || e instanceof FailureException) {
            return String.valueOf(e.getMessage());
        }
        return COMMON.classify(e) instanceof Failure.Transient passing ? passing.detail() : e.toString();
    }

    private void look(long chatId) throws InterruptedException {
        try {
            if (!known.learn(chatId)) {
                log.debug("Account {} does not see chat {} any more", account, chatId);
                return;
            }
            JsonNode last =
                    client.call(TdRequest.of("getChat").with("chat_id", chatId)).path("last_message");
            if (last.isObject() && !isNew(last)) {
                return;
            }
            int pages = listener.follows(account, chatId) ? MOST_PAGES : 1;
            long from = 0;
            for (int page = 0; page < pages; page++) {
                long oldest = read(chatId, from);
                if (oldest == 0 || oldest == from) {
                    return;
                }
                from = oldest;
            }
        } catch (TdError e) {
            if (e.isClosed() || e.code() == 429 || e.code() >= 500) {
                throw e;
            }
            log.debug("Account {} did not read chat {}: {}", account, chatId, e.text());
        }
    }

    /** Returns the oldest message that was read, 0 when the ones before it were heard. */
    private long read(long chatId, long from) throws InterruptedException {
        JsonNode messages = client.call(TdRequest.of("getChatHistory")
                        .with("chat_id", chatId)
                        .with("from_message_id", from)
                        .with("offset", 0)
                        .with("limit", PAGE)
                        .with("only_local", false))
                .path("messages");
        long oldest = 0;
        for (JsonNode message : messages) {
            if (!isNew(message)) {
                return 0;
            }
            found.accept(message);
            oldest = message.path("id").longValue(0);
        }
        return oldest;
    }

    private boolean isNew(JsonNode message) {
        return message.path("date").longValue(0) >= since.getEpochSecond();
    }
}
