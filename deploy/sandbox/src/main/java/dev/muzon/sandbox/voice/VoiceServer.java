package dev.muzon.sandbox.voice;

/** The media side of voice chats. Signalling (who may join, who is told) is the MTProto face's business. */
public interface VoiceServer {
    /**
     * Lets a user's sound in.
     *
     * @param chatId Bot API chat id
     * @param payload the client's join payload: ICE credentials, DTLS fingerprint, ssrc, as JSON
     * @return the transport answer, JSON, for the client to connect with
     * @throws IllegalArgumentException when the payload is not understood
     */
    String join(long chatId, long userId, String payload);

    /** Forgets the user's connection, if there is one. */
    void leave(long chatId, long userId);

    /** A muted participant's packets are dropped. */
    void mute(long chatId, long userId, boolean muted);
}
