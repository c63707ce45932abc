package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An account over TDLib. */
final class TdlibSession implements TelegramSession {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** The id of a supergroup's chat is this minus the supergroup's. */
    private static final long SUPERGROUPS = -1_000_000_000_000L;

    private static final Set<String> MEMBER =
            Set.of("chatMemberStatusCreator", "chatMemberStatusAdministrator", "chatMemberStatusMember");

    private final GroupCalls calls;
    private final TdClient client;
    private final VideoChats videoChats;
    private final Login login;

    TdlibSession(String account, TdlibSettings settings, TdClients clients, Listener listener) {
        this.calls = new GroupCalls(listener);
        this.client = clients.open(account, this::hear);
        this.videoChats = new VideoChats(client);
        this.login = new Login(account, settings, client, listener::login);
        var _ = client.send(TdRequest.of("getOption").with("name", "version")); // the first request brings it to life
    }

    private void hear(JsonNode update) {
        switch (update.path("@type").asString("")) {
            case "updateAuthorizationState" -> login.entered(update.path("authorization_state"));
            case "updateGroupCall" -> calls.updated(update.path("group_call"));
            case "updateChatVideoChat" ->
                videoChats.changed(update.path("chat_id").longValue(0), update.path("video_chat"));
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
        int source = source(payload);
        // TDLib follows the participants, ourselves among them, only of a call that it knew before it joined.
        client.ask("looking at the voice chat", TdRequest.of("getGroupCall").with("group_call_id", groupCallId));
        calls.joining(chatId, groupCallId);
        try {
            JsonNode text = client.call(TdRequest.of("joinVideoChat")
                    .with("group_call_id", groupCallId)
                    .with(
                            "join_parameters",
                            TdRequest.of("groupCallJoinParameters")
                                    .with("audio_source_id", source)
                                    .with("payload", payload)
                                    .with("is_muted", false)
                                    .with("is_my_video_enabled", false)));
            return text.path("text").asString();
        } catch (TdError e) {
            calls.forget(groupCallId);
            if (TdErrors.noSuchGroupCall(e)) {
                videoChats.over(groupCallId);
            }
            throw client.failed("joining the voice chat", e);
        } catch (RuntimeException e) {
            calls.forget(groupCallId);
            throw e;
        }
    }

    /** Telegram's source ids are signed 32-bit numbers. */
    private static int source(String payload) {
        try {
            return (int) JSON.readTree(payload).required("ssrc").longValue();
        } catch (JacksonException | IllegalArgumentException e) {
            throw Failure.user(FailureCode.BAD_INPUT, "the join payload has no ssrc")
                    .causedBy(e);
        }
    }

    @Override
    public void leaveVoiceChat(int groupCallId) throws InterruptedException {
        if (!calls.forget(groupCallId)) {
            return;
        }
        try {
            client.call(TdRequest.of("leaveGroupCall").with("group_call_id", groupCallId));
        } catch (TdError e) {
            if (!TdErrors.noSuchGroupCall(e)) {
                throw client.failed("leaving the voice chat", e);
            }
        }
    }

    @Override
    public void close(Duration limit) throws InterruptedException {
        client.close(limit);
    }
}
