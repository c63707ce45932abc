package dev.muzon.sandbox.voice;

/** The media side of voice chats. Signalling (who may join, who is told) belongs to the MTProto endpoint. */
public interface VoiceServer {
    /**
     * Connects a user's sound.
     *
     * @param chatId Bot API chat id
     * @param payload the client's join payload: ICE credentials, DTLS fingerprint, ssrc, as JSON
     * @return the transport answer, JSON, for the client to connect with
     * @throws IllegalArgumentException when the payload is not understood
     */
    String join(long chatId, long userId, String payload);

    /** Forgets the user's connection, if there is one. */
    void leave(long chatId, long userId);

    /** Moves a voice chat to another chat. The connections stay. Does nothing when there are none. */
    void move(long chatId, long toChatId);

    /** Mutes a participant, whose packets are dropped then. */
    void mute(long chatId, long userId, boolean muted);
}
