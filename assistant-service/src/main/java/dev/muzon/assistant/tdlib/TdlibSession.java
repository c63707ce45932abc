package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.assistant.message.MessageListener;
import dev.muzon.assistant.message.Messages;
import dev.muzon.assistant.post.PostListener;
import dev.muzon.assistant.post.Posts;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An account's session with TDLib. */
final class TdlibSession implements TelegramSession {
    private final Listener listener;
    private final TdClient client;
    private final Login login;
    private final CallMemory memory;
    private final GroupCalls calls;
    private final VideoChats videoChats;
    private final Membership membership;
    private final Participation participation;
    private final TdlibMessages messages;
    private final TdlibPosts posts;
    private final PostListener postListener;
    private final String account;

    TdlibSession(
            String account,
            TdlibSettings settings,
            TdClients clients,
            Listener listener,
            MessageListener notes,
            PostListener postListener) {
        this.account = account;
        this.listener = listener;
        this.postListener = postListener;
        StaleSounds.delete(settings.files(account));
        this.client = clients.open(account, this::hear);
        this.login = new Login(account, settings, client, this::entered);
        this.memory = new CallMemory(client);
        this.calls = new GroupCalls(listener, memory::store);
        this.videoChats = new VideoChats(client);
        this.membership = new Membership(client);
        this.participation = new Participation(client, videoChats, calls);
        this.messages = new TdlibMessages(account, client, notes, new WrittenFiles(settings.files(account)));
        this.posts = new TdlibPosts(account, client, postListener);
        var _ = client.send(TdRequest.of("getOption").with("name", "version")); // the first request brings it to life
    }

    private void hear(JsonNode update) {
        switch (update.path("@type").asString("")) {
            case "updateAuthorizationState" -> login.entered(update.path("authorization_state"));
            case "updateConnectionState" -> connection(connected(update.path("state")));
            case "updateGroupCall" -> calls.updated(update.path("group_call"));
            case "updateChatVideoChat" -> videoChat(update.path("chat_id").longValue(0), update.path("video_chat"));
            case "updateBasicGroup" -> basicGroup(update.path("basic_group"));
            case "updateSupergroup" -> {
                JsonNode group = update.path("supergroup");
                member(KnownChats.SUPERGROUP_BASE - group.path("id").longValue(0), group);
            }
            case "updateGroupCallParticipant" ->
                calls.participant(update.path("group_call_id").intValue(0), update.path("participant"));
            default -> {
                messages.hear(update);
                posts.hear(update);
            }
        }
    }

    private void connection(boolean stands) {
        listener.connection(stands);
        if (stands) {
            postListener.connected(account);
        }
    }

    /** Returns whether the connection stands. In the state "updating" it does, and what was missed comes in. */
    private static boolean connected(JsonNode state) {
        String type = state.path("@type").asString("");
        return type.equals("connectionStateReady") || type.equals("connectionStateUpdating");
    }

    private void basicGroup(JsonNode group) {
        long chatId = -group.path("id").longValue(0);
        long supergroup = group.path("upgraded_to_supergroup_id").longValue(0);
        if (supergroup != 0) {
            calls.moved(chatId, KnownChats.SUPERGROUP_BASE - supergroup);
        } else {
            member(chatId, group);
        }
    }

    private void member(long chatId, JsonNode group) {
        membership.changed(chatId, group);
        postListener.standing(account, chatId, Membership.of(group));
        boolean removed = !Membership.of(group) && calls.removedFrom(chatId);
        if (!removed && !Membership.banned(group)) {
            listener.mayJoin(chatId, "the assistant's standing in the group changed");
        }
    }

    private void videoChat(long chatId, JsonNode videoChat) {
        boolean started = videoChats.changed(chatId, videoChat);
        if (videoChat.path("group_call_id").intValue(0) == 0) {
            calls.noneOn(chatId);
        } else if (started) {
            listener.mayJoin(chatId, "a voice chat is on");
        }
    }

    private void entered(LoginState state) {
        switch (state) {
            case LoginState.Ready _ ->
                memory.recall(former -> {
                    former.forEach(calls::restore);
                    listener.login(state);
                    messages.catchUp();
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
                    ? Failure.of(FailureCode.BAD_INPUT, "the password is wrong").causedBy(e)
                    : client.failed("checking the password", e);
        }
    }

    @Override
    public void logOut() throws InterruptedException {
        client.ask("logging out", TdRequest.of("logOut"));
    }

    @Override
    public boolean isMember(long chatId) throws InterruptedException {
        return membership.isMember(chatId);
    }

    @Override
    public boolean joinByUsername(long chatId, String username) throws InterruptedException {
        return membership.joinByUsername(chatId, username);
    }

    @Override
    public void joinByInviteLink(String link) throws InterruptedException {
        membership.joinByInviteLink(link);
    }

    @Override
    public boolean awaitMembership(long chatId, Duration limit) throws InterruptedException {
        return membership.await(chatId, limit);
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
    public Messages messages() {
        return messages;
    }

    @Override
    public Posts posts() {
        return posts;
    }

    @Override
    public boolean close(Duration limit) throws InterruptedException {
        return client.close(limit);
    }
}
