package dev.muzon.assistant.account;

import dev.muzon.assistant.message.Messages;
import dev.muzon.assistant.post.Posts;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One account's Telegram in memory: its chats, its calls, and its refusals. */
public class FakeSession implements TelegramSession {
    public static final String PASSWORD = "nocturne";
    public static final String CODE = "12345";
    public static final String TRANSPORT = "{\"transport\":{}}";

    public final Listener listener;
    /** Ids by username or invite link. */
    public final Map<String, Long> chats = new HashMap<>();

    public final Set<Long> member = new HashSet<>();
    /** The current call of each chat. */
    public final Map<Long, Integer> calls = new HashMap<>();
    /** Calls that were started, but whose news has not come yet. */
    public final Map<Long, Integer> unheard = new HashMap<>();
    /** Calls that ended without any news. */
    public final Set<Integer> over = new HashSet<>();

    public final List<String> asked = new ArrayList<>();
    public @Nullable Failure refusesToJoinChats;
    public @Nullable Failure refusesToCreate;
    public final Map<RequestKind, Duration> floods = new EnumMap<>(RequestKind.class);
    public boolean closed;

    private final Map<Long, Integer> joined = new HashMap<>();
    private final Map<Long, Long> owners = new HashMap<>();
    private int lastCall = 76;

    public FakeSession(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void submitPassword(String password) {
        if (!password.equals(PASSWORD)) {
            throw Failure.of(FailureCode.BAD_INPUT, "wrong").asException();
        }
    }

    @Override
    public void submitPhoneNumber(String number) {
        asked.add("log in by " + number);
        listener.login(new LoginState.WaitingForCode(LoginState.CodeWay.TELEGRAM, "00"));
    }

    @Override
    public void submitCode(String code) {
        if (!code.equals(CODE)) {
            throw Failure.of(FailureCode.BAD_INPUT, "wrong").asException();
        }
    }

    @Override
    public void askForQrScan() {
        listener.login(new LoginState.WaitingForQrScan("tg://login?token=AA"));
    }

    @Override
    public void logOut() {
        asked.add("log out");
    }

    @Override
    public boolean isMember(long chatId) {
        return member.contains(chatId);
    }

    @Override
    public boolean joinByUsername(long chatId, String username) {
        asked.add("join by username " + username);
        Long found = chats.get(username);
        if (found == null || found != chatId) {
            return false;
        }
        enter(chatId);
        return true;
    }

    @Override
    public void joinByInviteLink(String link) {
        asked.add("join by link " + link);
        Long chatId = chats.get(link);
        if (chatId == null) {
            throw Failure.of(FailureCode.ASSISTANT_CANNOT_JOIN, "no such chat").asException();
        }
        enter(chatId);
    }

    private void enter(long chatId) {
        if (refusesToJoinChats != null) {
            throw refusesToJoinChats.asException();
        }
        member.add(chatId);
    }

    @Override
    public boolean awaitMembership(long chatId, Duration limit) {
        asked.add("await membership for " + limit);
        return member.contains(chatId);
    }

    @Override
    public OptionalInt voiceChat(long chatId) {
        Integer call = calls.get(chatId);
        return call == null ? OptionalInt.empty() : OptionalInt.of(call);
    }

    @Override
    public OptionalInt awaitVoiceChat(long chatId, Duration limit) {
        asked.add("await a call for " + limit);
        if (!limit.isZero()) {
            calls.putAll(unheard);
        }
        return voiceChat(chatId);
    }

    @Override
    public int createVoiceChat(long chatId) {
        if (refusesToCreate != null) {
            throw refusesToCreate.asException();
        }
        return start(chatId);
    }

    @Override
    public String joinVoiceChat(long chatId, int groupCallId, String payload) {
        asked.add("join call " + groupCallId);
        if (floods.containsKey(RequestKind.CALL)) {
            throw Failure.floodWait("joining", floods.get(RequestKind.CALL), Failure.FloodWait.Scope.ACCOUNT)
                    .asException();
        }
        if (!payload.contains("ssrc")) {
            throw Failure.of(FailureCode.BAD_INPUT, "no ssrc").asException();
        }
        if (over.contains(groupCallId)) {
            calls.remove(chatId, groupCallId);
        }
        if (!calls.containsValue(groupCallId)) {
            joined.remove(chatId);
            throw Failure.of(FailureCode.NO_VOICE_CHAT, "it is over").asException();
        }
        joined.put(chatId, groupCallId);
        return TRANSPORT;
    }

    @Override
    public void leaveVoiceChat(long chatId) {
        asked.add("leave the call of " + chatId);
        joined.remove(chatId);
    }

    @Override
    public void ownVoiceChat(long chatId, long owner) {
        owners.put(chatId, owner);
    }

    @Override
    public long voiceChatOwner(long chatId) {
        return joined.containsKey(chatId) ? owners.getOrDefault(chatId, 0L) : 0;
    }

    @Override
    public Set<Long> voiceChats() {
        return Set.copyOf(joined.keySet());
    }

    @Override
    public Map<RequestKind, Duration> floods() {
        return Map.copyOf(floods);
    }

    @Override
    public Messages messages() {
        throw new UnsupportedOperationException("no test reads messages in memory");
    }

    @Override
    public Posts posts() {
        throw new UnsupportedOperationException("no test reads channels in memory");
    }

    @Override
    public boolean close(Duration limit) {
        closed = true;
        return true;
    }

    /** Starts a voice chat, as somebody else would. */
    int start(long chatId) {
        calls.put(chatId, ++lastCall);
        return lastCall;
    }

    /** Ends the chat's voice chat, as somebody else would. */
    void end(long chatId) {
        tell(chatId, Change.ENDED);
        calls.remove(chatId);
    }

    /** Removes the account from the chat and keeps it out. */
    void ban(long chatId) {
        member.remove(chatId);
        refusesToJoinChats = Failure.of(FailureCode.ASSISTANT_BANNED, "banned");
        tell(chatId, Change.REMOVED);
    }

    /** Reports a change of the account in the chat's voice chat, if it is in it. */
    void tell(long chatId, Change change) {
        Integer call = joined.get(chatId);
        if (call != null) {
            if (change != Change.MUTED && change != Change.UNMUTED) {
                joined.remove(chatId);
            }
            listener.voiceChat(chatId, call, null, change);
        }
    }
}
