package dev.muzon.protocol.rest;

/** Every path between the services, so that a client and a controller cannot disagree. All need the internal token. */
public final class Paths {
    /** voice-call-service. GET → PlayerView. */
    public static final String PLAYER = "/v1/players/{chatId}";
    /** voice-call-service. POST CommandRequest → PlayerView. */
    public static final String PLAYER_COMMANDS = "/v1/players/{chatId}/commands";

    /** assistant-service. POST VoiceChatJoin → VoiceChatJoined. */
    public static final String VOICE_CHAT_JOIN = "/v1/voice-chats/{chatId}/join";
    /** assistant-service. POST → 204, also when there was nothing to leave. */
    public static final String VOICE_CHAT_LEAVE = "/v1/voice-chats/{chatId}/leave";
    /** assistant-service. GET → list of AccountView. */
    public static final String ACCOUNTS = "/v1/accounts";

    /** extractor-service. GET → audio/x-matroska as it arrives; {@code ?from=PT1M30S} starts there. */
    public static final String MEDIA = "/v1/media/{trackId}";

    /** bot-gateway. GET → the bytes of a Telegram file, as they arrive. */
    public static final String FILE = "/v1/files/{fileId}";
    /** bot-gateway. POST → InviteLink, made with the bot's right to invite. */
    public static final String INVITE_LINK = "/v1/chats/{chatId}/invite-link";

    /** Every service. POST → 204: "there may be work in this queue", only a hint. */
    public static final String DOORBELL = "/v1/queues/{queue}/doorbell";

    private Paths() {}
}
