package dev.muzon.assistant.tdlib;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Membership of chats: whether the account is in one, and how it joins. */
final class Membership {
    private static final Set<String> MEMBER =
            Set.of("chatMemberStatusCreator", "chatMemberStatusAdministrator", "chatMemberStatusMember");

    private final TdClient client;
    private final Map<Long, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();

    Membership(TdClient client) {
        this.client = client;
    }

    /**
     * Reads the membership.
     *
     * @param group TDLib's {@code supergroup} or {@code basicGroup}. Nobody is a member of a basic group that became a
     *     supergroup
     */
    static boolean of(JsonNode group) {
        JsonNode status = group.path("status");
        return MEMBER.contains(status.path("@type").asString(""))
                || status.path("is_member").booleanValue(false);
    }

    /** Returns whether the account may not come back by itself. */
    static boolean banned(JsonNode supergroup) {
        return supergroup.path("status").path("@type").asString("").equals("chatMemberStatusBanned");
    }

    /** See {@link dev.muzon.assistant.account.TelegramSession#isMember}. */
    boolean isMember(long chatId) throws InterruptedException {
        JsonNode chat;
        try {
            chat = client.call(TdRequest.of("getChat").with("chat_id", chatId));
        } catch (TdError e) {
            if (TdErrors.unknownChat(e)) {
                return false;
            }
            throw client.failed("looking at the chat", e);
        }
        JsonNode type = chat.path("type");
        TdRequest request = switch (type.path("@type").asString("")) {
            case "chatTypeSupergroup" ->
                TdRequest.of("getSupergroup")
                        .with("supergroup_id", type.path("supergroup_id").longValue(0));
            default ->
                TdRequest.of("getBasicGroup")
                        .with("basic_group_id", type.path("basic_group_id").longValue(0));
        };
        return of(client.ask("looking at the chat", request));
    }

    /**
     * Asks Telegram whether the account is in the chat. What TDLib knows may be from before a restart, after which it
     * knows the group and not its chat.
     *
     * @throws TdError when Telegram does not tell
     */
    boolean confirmed(long chatId) throws InterruptedException {
        client.call(chat(chatId));
        long me = client.call(TdRequest.of("getMe")).path("id").longValue(0);
        try {
            return of(client.call(TdRequest.of("getChatMember")
                    .with("chat_id", chatId)
                    .with("member_id", TdRequest.of("messageSenderUser").with("user_id", me))));
        } catch (TdError e) {
            if (e.code() == 400 && !of(client.call(group(chatId)))) {
                return false; // those who were banned may not ask
            }
            throw e;
        }
    }

    private static boolean isBasic(long chatId) {
        return chatId > KnownChats.SUPERGROUP_BASE;
    }

    private static TdRequest chat(long chatId) {
        TdRequest request = isBasic(chatId)
                ? TdRequest.of("createBasicGroupChat").with("basic_group_id", -chatId)
                : TdRequest.of("createSupergroupChat").with("supergroup_id", KnownChats.SUPERGROUP_BASE - chatId);
        return request.with("force", false);
    }

    private static TdRequest group(long chatId) {
        return isBasic(chatId)
                ? TdRequest.of("getBasicGroup").with("basic_group_id", -chatId)
                : TdRequest.of("getSupergroup").with("supergroup_id", KnownChats.SUPERGROUP_BASE - chatId);
    }

    /**
     * Looks at what TDLib knows of the membership, without waiting.
     *
     * @param then gets it on the thread of the updates, and true when TDLib cannot tell
     */
    void look(long chatId, Consumer<Boolean> then) {
        client.send(group(chatId), (group, _) -> then.accept(group == null || of(group)));
    }

    /** See {@link dev.muzon.assistant.account.TelegramSession#awaitMembership}. */
    boolean await(long chatId, Duration limit) throws InterruptedException {
        CompletableFuture<Boolean> entered = awaited.computeIfAbsent(chatId, _ -> new CompletableFuture<>());
        try {
            // Asked only now, so that no news is missed in between.
            return isMember(chatId) || entered.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return isMember(chatId);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            awaited.remove(chatId, entered);
        }
    }

    /**
     * Takes a change of the membership.
     *
     * @param group TDLib's {@code supergroup} or {@code basicGroup} as it is now
     */
    void changed(long chatId, JsonNode group) {
        CompletableFuture<Boolean> waiting = awaited.get(chatId);
        if (waiting != null && of(group)) {
            waiting.complete(true);
        }
    }

    /** See {@link dev.muzon.assistant.account.TelegramSession#joinByUsername}. */
    boolean joinByUsername(long chatId, String username) throws InterruptedException {
        JsonNode chat;
        try {
            chat = client.call(TdRequest.of("searchPublicChat").with("username", username));
        } catch (TdError e) {
            if (TdErrors.noSuchName(e)) {
                return false;
            }
            throw client.failed("finding @" + username, e);
        }
        if (chat.path("id").longValue(0) != chatId) {
            return false;
        }
        try {
            join(TdRequest.of("joinChat").with("chat_id", chatId));
            return true;
        } catch (TdError e) {
            throw client.failed("joining the chat", e);
        }
    }

    /** See {@link dev.muzon.assistant.account.TelegramSession#joinByInviteLink}. */
    void joinByInviteLink(String link) throws InterruptedException {
        try {
            join(TdRequest.of("joinChatByInviteLink").with("invite_link", link));
        } catch (TdError e) {
            throw TdErrors.linkExpired(e)
                    ? Failure.of(
                                    FailureCode.ASSISTANT_BANNED,
                                    "a new invite link has expired for the account: it is banned, or the link is spent")
                            .causedBy(e)
                    : client.failed("joining the chat", e);
        }
    }

    private void join(TdRequest request) throws InterruptedException {
        try {
            outcome(client.call(request).path("@type").asString(""));
        } catch (TdError e) {
            if (!TdErrors.alreadyMember(e)) {
                throw e;
            }
        }
    }

    /**
     * Throws what keeps the account out. Telegram answers some refusals as results, and results that a newer library
     * adds count as refusals too.
     */
    private static void outcome(String result) {
        switch (result) {
            case "chatJoinResultSuccess" -> {
                // The account is a member now.
            }
            case "chatJoinResultRequestSent" ->
                throw Failure.of(FailureCode.JOIN_REQUESTED, "an admin or a bot has to approve the request to join")
                        .asException();
            case "chatJoinResultDeclined" -> throw refused(FailureCode.JOIN_DECLINED, "the request was declined");
            case "chatJoinResultGuardBotApprovalRequired" ->
                throw refused(FailureCode.JOIN_GUARDED, "a bot wants the new member to open its page");
            default -> throw refused(FailureCode.ASSISTANT_CANNOT_JOIN, "TDLib answered with " + result);
        }
    }

    private static FailureException refused(FailureCode code, String detail) {
        return Failure.of(code, "joining the chat: " + detail).asException();
    }
}
