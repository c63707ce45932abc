package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An account over TDLib. */
final class TdlibSession implements TelegramSession {
    /** The id of a supergroup's chat is this minus the supergroup's. */
    private static final long SUPERGROUPS = -1_000_000_000_000L;

    private static final Set<String> MEMBER =
            Set.of("chatMemberStatusCreator", "chatMemberStatusAdministrator", "chatMemberStatusMember");

    private final Listener listener;
    private final TdClient client;
    private final Login login;
    private final CallMemory memory;
    private final GroupCalls calls;
    private final VideoChats videoChats;
    private final Participation participation;

    TdlibSession(String account, TdlibSettings settings, TdClients clients, Listener listener) {
        this.listener = listener;
        this.client = clients.open(account, this::hear);
        this.login = new Login(account, settings, client, this::entered);
        this.memory = new CallMemory(client);
        this.calls = new GroupCalls(listener, memory::store);
        this.videoChats = new VideoChats(client);
        this.participation = new Participation(client, videoChats, calls);
        var _ = client.send(TdRequest.of("getOption").with("name", "version")); // the first request brings it to life
    }

    private void hear(JsonNode update) {
        switch (update.path("@type").asString("")) {
            case "updateAuthorizationState" -> login.entered(update.path("authorization_state"));
            case "updateGroupCall" -> calls.updated(update.path("group_call"));
            case "updateChatVideoChat" -> videoChat(update.path("chat_id").longValue(0), update.path("video_chat"));
            case "updateSupergroup" -> {
                JsonNode group = update.path("supergroup");
                if (!isMember(group)) {
                    calls.removedFrom(SUPERGROUPS - group.path("id").longValue(0));
                }
            }
            case "updateGroupCallParticipant" ->
                calls.participant(update.path("group_call_id").intValue(0), update.path("participant"));
            default -> {
                // TDLib tells much more than the assistant needs.
            }
        }
    }

    private void videoChat(long chatId, JsonNode videoChat) {
        videoChats.changed(chatId, videoChat);
        if (videoChat.path("group_call_id").intValue(0) == 0) {
            calls.noneOn(chatId);
        }
    }

    private void entered(LoginState state) {
        switch (state) {
            case LoginState.Ready _ ->
                memory.recall(former -> {
                    former.forEach(calls::restore);
                    listener.login(state);
                });
            case LoginState.LoggedOut _ -> {
                calls.sessionLost();
                listener.login(state);
            }
            default -> listener.login(state);
        }
    }

    @Override
    public void submitPassword(String password) throws InterruptedException {
        try {
            client.call(TdRequest.of("checkAuthenticationPassword").with("password", password));
        } catch (TdError e) {
            throw e.text().contains("PASSWORD_HASH_INVALID")
                    ? Failure.user(FailureCode.BAD_INPUT, "the password is wrong")
                            .causedBy(e)
                    : client.failed("checking the password", e);
        }
    }

    @Override
    public void logOut() throws InterruptedException {
        client.ask("logging out", TdRequest.of("logOut"));
    }

    @Override
    public boolean isMember(long chatId) throws InterruptedException {
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
        if (!type.path("@type").asString("").equals("chatTypeSupergroup")) {
            return true; // a basic group is known only to its members
        }
        JsonNode group = client.ask(
                "looking at the chat",
                TdRequest.of("getSupergroup")
                        .with("supergroup_id", type.path("supergroup_id").longValue(0)));
        return isMember(group);
    }

    private static boolean isMember(JsonNode supergroup) {
        JsonNode status = supergroup.path("status");
        return MEMBER.contains(status.path("@type").asString(""))
                || status.path("is_member").booleanValue(false);
    }

    @Override
    public void joinByUsername(String username) throws InterruptedException {
        JsonNode chat = client.ask(
                "finding @" + username, TdRequest.of("searchPublicChat").with("username", username));
        join(TdRequest.of("joinChat").with("chat_id", chat.path("id").longValue(0)));
    }

    @Override
    public void joinByInviteLink(String link) throws InterruptedException {
        join(TdRequest.of("joinChatByInviteLink").with("invite_link", link));
    }

    private void join(TdRequest request) throws InterruptedException {
        try {
            JsonNode result = client.call(request);
            if (result.path("@type").asString("").equals("chatJoinResultRequestSent")) {
                throw Failure.user(
                                FailureCode.ASSISTANT_CANNOT_JOIN,
                                "an admin has to accept the assistant's request to join")
                        .asException();
            }
        } catch (TdError e) {
            if (!TdErrors.alreadyMember(e)) {
                throw client.failed("joining the chat", e);
            }
        }
    }

    @Override
    public OptionalInt voiceChat(long chatId) throws InterruptedException {
        return videoChats.current(chatId);
    }

    @Override
    public OptionalInt awaitVoiceChat(long chatId, Duration limit) throws InterruptedException {
        return videoChats.await(chatId, limit);
    }

    @Override
    public int createVoiceChat(long chatId) throws InterruptedException {
        return client.ask(
                        "starting a voice chat",
                        TdRequest.of("createVideoChat").with("chat_id", chatId).with("title", ""))
                .path("id")
                .intValue();
    }

    @Override
    public String joinVoiceChat(long chatId, int groupCallId, String payload) throws InterruptedException {
        return participation.join(chatId, groupCallId, JoinPayload.parse(payload));
    }

    @Override
    public void leaveVoiceChat(long chatId) throws InterruptedException {
        participation.leave(chatId);
    }

    @Override
    public Set<Long> voiceChats() {
        return calls.chats();
    }

    @Override
    public void close(Duration limit) throws InterruptedException {
        client.close(limit);
    }
}
