package dev.muzon.assistant.sandbox;

import dev.muzon.sandbox.voice.VoiceServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A voice server that takes every payload and remembers who came and went. */
public final class FakeVoice implements VoiceServer {
    public static final String TRANSPORT = "{\"transport\":{\"ufrag\":\"sandbox\"}}";

    public final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public String join(long chatId, long userId, String payload) {
        told.add("join " + chatId + " " + userId);
        return TRANSPORT;
    }

    @Override
    public void leave(long chatId, long userId) {
        told.add("leave " + chatId + " " + userId);
    }

    @Override
    public void move(long chatId, long toChatId) {
        told.add("move " + chatId + " " + toChatId);
    }

    @Override
    public void mute(long chatId, long userId, boolean muted) {
        told.add((muted ? "mute " : "unmute ") + chatId + " " + userId);
    }
}
