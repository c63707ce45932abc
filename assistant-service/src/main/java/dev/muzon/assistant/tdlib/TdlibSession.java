package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.ConnectionState;
import dev.muzon.assistant.account.LoginMark;
import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.account.RequestKind;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.assistant.message.MessageListener;
import dev.muzon.assistant.message.Messages;
import dev.muzon.assistant.post.PostListener;
import dev.muzon.assistant.post.Posts;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** An account's session with TDLib. */
final class TdlibSession implements TelegramSession {
    private static final Logger log = LoggerFactory.getLogger(TdlibSession.class);

    /** A new client is opened after two seconds, and asks Telegram about the number. */
    private static final Duration STARTING_OVER = Duration.ofSeconds(30);

    private final Listener listener;
    private final TdClient client;
    private final PhoneLogins phones;
    private final Reconnection reconnection;
    private final Login login;
    private final CallMemory memory;
    private final GroupCalls calls;
    private final VideoChats videoChats;
    private final Membership membership;
    private final Participation participation;
    private final FormerCalls formerCalls;
    private final TdlibMessages messages;
    private final TdlibPosts posts;
    private final PostListener postListener;
    private final String account;
    private final Path folder;

    TdlibSession(
            String account,
            TdlibSettings settings,
            TdClients clients,
            Listener listener,
            MessageListener notes,
            PostListener postListener,
            PhoneLogins phones) {
        this.phones = phones;
        this.account = account;
        this.folder = settings.folder(account);
        this.listener = listener;
        this.postListener = postListener;
        StaleSounds.delete(settings.files(account));
        this.client = clients.open(account, this::hear);
        this.reconnection = new Reconnection(
                client,
                settings,
                System::nanoTime,
                (delay, task) -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(task));
        this.login = new Login(account, settings, client, phones, this::entered);
        this.memory = new CallMemory(client);
        this.calls = new GroupCalls(listener, memory::store);
        this.videoChats = new VideoChats(client);
        this.membership = new Membership(client);
        this.participation = new Participation(client, videoChats, calls);
        this.formerCalls = new FormerCalls(account, client, calls, videoChats, membership);
        this.messages = new TdlibMessages(account, client, notes, new WrittenFiles(settings.files(account)));
        this.posts = new TdlibPosts(account, client, postListener);
        var _ = client.send(TdRequest.of("getOption").with("name", "version")); // the first request brings it to life
    }

    private void hear(JsonNode update) {
        switch (update.path("@type").asString("")) {
            case "updateAuthorizationState" -> login.entered(update.path("authorization_state"));
            case "updateConnectionState" -> connection(connection(update.path("state")));
            case "updateGroupCall" -> calls.updated(update.path("group_call"));
            case "updateChatVideoChat" -> videoChat(update.path("chat_id").longValue(0), update.path("video_chat"));
            case "updateBasicGroup" -> basicGroup(update.path("basic_group"));
            case "updateSupergroup" -> {
                JsonNode group = update.path("supergroup");
                long chat = KnownChats.SUPERGROUP_BASE - group.path("id").longValue(0);
                member(chat, group);
                if (Membership.of(group) && !group.path("is_channel").booleanValue(false)) {
                    messages.member(
                            chat, Instant.ofEpochSecond(group.path("date").longValue(0)));
                }
            }
            case "updateGroupCallParticipant" ->
                calls.participant(update.path("group_call_id").intValue(0), update.path("participant"));
            default -> {
                messages.hear(update);
                posts.hear(update);
            }
        }
    }

    private void connection(ConnectionState state) {
        listener.connection(state);
        reconnection.changed(state);
        if (state != ConnectionState.CATCHING_UP) { // until then TDLib knows of less than came
            messages.connection(state.stands());
        }
        if (state.stands()) {
            formerCalls.check();
            postListener.connected(account);
        }
    }

    private static ConnectionState connection(JsonNode state) {
        return switch (state.path("@type").asString("")) {
            case "connectionStateReady" -> ConnectionState.CONNECTED;
            case "connectionStateUpdating" -> ConnectionState.CATCHING_UP;
            case "connectionStateWaitingForNetwork" -> ConnectionState.NO_NETWORK;
            case "connectionStateConnectingToProxy" -> ConnectionState.CONNECTING_TO_PROXY;
            default -> ConnectionState.CONNECTING;
        };
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
            noneOn(chatId);
        } else if (started) {
            formerCalls.check();
            listener.mayJoin(chatId, "a voice chat is on");
        }
    }

    /** Asks whether we are still in a chat without a voice chat. TDLib hides it before it tells that we are out. */
    private void noneOn(long chatId) {
        if (calls.isFormer(chatId)) {
            membership.look(chatId, member -> {
                if (member) {
                    calls.noneOn(chatId);
                } else {
                    calls.removedFrom(chatId);
                }
            });
        }
    }

    private void entered(LoginState state) {
        LoginMark.note(folder, state);
        switch (state) {
            case LoginState.Ready _ ->
                memory.recall(former -> {
                    former.forEach(calls::restore);
                    listener.login(state);
                    formerCalls.check();
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
    public void submitPhoneNumber(String number) throws InterruptedException {
        if (login.isShowingQr()) {
            submitToNextSession(number);
        } else {
            submit("the phone number", Login.submission(number));
        }
    }

    private void submitToNextSession(String number) throws InterruptedException {
        var outcome = phones.begin(account, number);
        log.info("Account {} starts over: a phone number takes the place of its QR code", account);
        login.startOver();
        try {
            outcome.get(STARTING_OVER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TdError error
                    ? refused("the phone number", error)
                    : Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "the phone number was not taken")
                            .causedBy(e);
        } catch (TimeoutException e) {
            throw Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "the phone number was not taken within " + STARTING_OVER)
                    .causedBy(e);
        }
    }

    @Override
    public void submitCode(String code) throws InterruptedException {
        submit("the code", TdRequest.of("checkAuthenticationCode").with("code", code));
    }

    @Override
    public void askForQrScan() {
        if (login.isTakingPassword()) {
            log.info("Account {} starts over: a new QR code takes the place of the password", account);
            login.startOver();
        } else {
            login.askForQrScan();
        }
    }

    private void submit(String what, TdRequest request) throws InterruptedException {
        try {
            client.call(request);
        } catch (TdError e) {
            throw refused(what, e);
        }
    }

    private FailureException refused(String what, TdError e) {
        log.info("Account {} was refused {}: {}", account, what, e.text());
        return TdErrors.wrongEntry(e)
                ? Failure.of(FailureCode.BAD_INPUT, what + " is wrong: " + e.text())
                        .causedBy(e)
                : client.failed("checking " + what, e);
    }

    @Override
    public void submitPassword(String password) throws InterruptedException {
        submit("the password", TdRequest.of("checkAuthenticationPassword").with("password", password));
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
    public void ownVoiceChat(long chatId, long owner) {
        calls.ownedBy(chatId, owner);
    }

    @Override
    public long voiceChatOwner(long chatId) {
        return calls.owner(chatId);
    }

    @Override
    public Set<Long> voiceChats() {
        return calls.chats();
    }

    @Override
    public Map<RequestKind, Duration> floods() {
        return client.floods();
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
