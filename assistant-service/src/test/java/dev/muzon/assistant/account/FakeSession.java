package dev.muzon.assistant.account;

import dev.muzon.protocol.failure.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Telegram of one account, in memory: what it is a member of, which calls there are, and what it refuses. */
public final class FakeSession implements TelegramSession {
    public final Listener listener;
    public final Set<Long> member = new HashSet<>();
    public final Map<Long, Integer> calls = new HashMap<>();
    public final List<String> asked = new ArrayList<>();
    public @Nullable Failure refusesToJoinChats;
    public @Nullable Failure refusesToCreate;
    public boolean closed;

    public FakeSession(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void submitPassword(String password) {
        asked.add("password");
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
    public void joinByUsername(String username) {
        joinBy("username " + username);
    }

    @Override
    public void joinByInviteLink(String link) {
        joinBy("link " + link);
    }

    private void joinBy(String how) {
        asked.add("join by " + how);
        if (refusesToJoinChats != null) {
            throw refusesToJoinChats.asException();
        }
    }

    @Override
    public OptionalInt voiceChat(long chatId) {
        Integer call = calls.get(chatId);
        return call == null ? OptionalInt.empty() : OptionalInt.of(call);
    }

    @Override
    public int createVoiceChat(long chatId) {
        if (refusesToCreate != null) {
            throw refusesToCreate.asException();
        }
        calls.put(chatId, 77);
        return 77;
    }

    @Override
    public String joinVoiceChat(long chatId, int groupCallId, String payload) {
        asked.add("join call " + groupCallId);
        return "{\"transport\":{}}";
    }

    @Override
    public void leaveVoiceChat(int groupCallId) {
        asked.add("leave call " + groupCallId);
    }

    @Override
    public void close(Duration limit) {
        closed = true;
    }
}
