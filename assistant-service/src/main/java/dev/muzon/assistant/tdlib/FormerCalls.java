package dev.muzon.assistant.tdlib;

import dev.muzon.protocol.job.VoiceChatChanged.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A check of the voice chats that a former process joined. TDLib tells nothing of what happened to them while no process
 * ran, and nothing of a participant that it did not join itself. So Telegram is asked: whether the account is still in
 * the chat, whether the chat has a voice chat with people in it, and whether one has ended since the join.
 */
final class FormerCalls {
    private static final Logger log = LoggerFactory.getLogger(FormerCalls.class);

    /** TDLib learns of a group's new voice chat after it has asked about the group. */
    private static final Duration NEWS = Duration.ofSeconds(5);

    private static final int ATTEMPTS = 8;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final int PAGE = 100;

    /** The pages of a chat that are searched for the end of a voice chat at most. */
    private static final int MOST_PAGES = 20;

    private final String account;
    private final TdClient client;
    private final GroupCalls calls;
    private final VideoChats videoChats;
    private final Membership membership;
    private final AtomicBoolean wanted = new AtomicBoolean();

    FormerCalls(String account, TdClient client, GroupCalls calls, VideoChats videoChats, Membership membership) {
        this.account = account;
        this.client = client;
        this.calls = calls;
        this.videoChats = videoChats;
        this.membership = membership;
    }

    /** Checks all of them, later and on another thread. One check at a time is enough. */
    void check() {
        if (!calls.former().isEmpty() && !wanted.getAndSet(true)) {
            Thread.ofVirtual().name("former-calls " + account).start(this::run);
        }
    }

    private void run() {
        try {
            checkAll();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void checkAll() throws InterruptedException {
        wanted.set(false);
        List<JoinedCall> unknown = calls.former();
        for (int attempt = 1; attempt <= ATTEMPTS && !unknown.isEmpty(); attempt++) {
            Thread.sleep(PAUSE.multipliedBy(attempt - 1L));
            unknown = unchecked(unknown);
        }
        if (!unknown.isEmpty()) {
            log.warn("{} voice chats of account {} not checked after a restart", unknown.size(), account);
        }
    }

    /** Checks the calls and returns those of which Telegram told nothing. */
    private List<JoinedCall> unchecked(List<JoinedCall> former) throws InterruptedException {
        List<JoinedCall> unknown = new ArrayList<>();
        for (JoinedCall call : former) {
            try {
                check(call);
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                log.debug("Voice chat of {} not checked yet: {}", call.chatId(), e.toString());
                unknown.add(call);
            }
        }
        return unknown;
    }

    private void check(JoinedCall call) throws InterruptedException {
        Change change = fate(call);
        if (change != null) {
            log.info("Voice chat of {} was lost while no process ran: {}", call.chatId(), change);
            calls.ended(call, change);
        } else {
            calls.goesOn(call);
        }
    }

    /** Returns what became of the account's place in the call, null when nothing shows that it was lost. */
    private @Nullable Change fate(JoinedCall call) throws InterruptedException {
        if (!membership.confirmed(call.chatId())) {
            return Change.REMOVED;
        }
        JsonNode current = current(call.chatId());
        if (current == null) {
            return Change.ENDED;
        }
        // Only the process that joined would hear of the end of a mute, and nobody hears the music meanwhile.
        boolean deserted = current.path("participant_count").intValue(0) == 0;
        return call.muted() || deserted || hasEnded(call) ? Change.REJOIN_NEEDED : null;
    }

    /** Finds the voice chat that is on now. The one that TDLib remembers may be over. */
    private @Nullable JsonNode current(long chatId) throws InterruptedException {
        OptionalInt known = videoChats.await(chatId, NEWS);
        while (known.isPresent()) {
            int id = known.getAsInt();
            JsonNode groupCall = active(id);
            if (groupCall != null) {
                return groupCall;
            }
            videoChats.over(id);
            OptionalInt next = videoChats.await(chatId, NEWS);
            known = next.isPresent() && next.getAsInt() == id ? OptionalInt.empty() : next;
        }
        return null;
    }

    private @Nullable JsonNode active(int groupCallId) throws InterruptedException {
        try {
            JsonNode groupCall = client.call(TdRequest.of("getGroupCall").with("group_call_id", groupCallId));
            return groupCall.path("is_active").booleanValue(false) ? groupCall : null;
        } catch (TdError e) {
            if (TdErrors.noSuchGroupCall(e)) {
                return null;
            }
            throw e;
        }
    }

    /** Returns whether the chat's history tells of the end of a voice chat since the join. */
    private boolean hasEnded(JoinedCall call) throws InterruptedException {
        Long since = call.joinedAt();
        long from = 0;
        for (int page = 0; since != null && page < MOST_PAGES; page++) {
            JsonNode messages = client.call(TdRequest.of("getChatHistory")
                            .with("chat_id", call.chatId())
                            .with("from_message_id", from)
                            .with("offset", 0)
                            .with("limit", PAGE)
                            .with("only_local", false))
                    .path("messages");
            long oldest = from;
            for (JsonNode message : messages) {
                if (message.path("date").longValue(0) < since) {
                    return false;
                }
                if (message.path("content").path("@type").asString("").equals("messageVideoChatEnded")) {
                    return true;
                }
                oldest = message.path("id").longValue(0);
            }
            if (oldest == from) {
                return false;
            }
            from = oldest;
        }
        return false;
    }
}
