package dev.muzon.sandbox.mtproto;

import dev.muzon.sandbox.voice.VoiceServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A voice server that takes every payload and remembers its calls. */
final class FakeVoice implements VoiceServer {
    static final String TRANSPORT = "{\"transport\":{\"ufrag\":\"sandbox\"}}";

    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public String join(long chatId, long userId, String payload) {
        if (payload.contains("refuse")) {
            throw new IllegalArgumentException("refused");
        }
        told.add("join " + userId);
        return TRANSPORT;
    }

    @Override
    public void leave(long chatId, long userId) {
        told.add("leave " + userId);
    }

    @Override
    public void move(long chatId, long toChatId) {
        told.add("move " + chatId + " " + toChatId);
    }

    @Override
    public void mute(long chatId, long userId, boolean muted) {
        told.add((muted ? "mute " : "unmute ") + userId);
    }
}
