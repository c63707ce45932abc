package dev.muzon.assistant.tdlib;

/** The chats that TDLib knows. It forgets them between processes and learns each again when asked in the right way. */
final class KnownChats {
    /** The id of a supergroup's or channel's chat is this minus the library's own number of it. */
    static final long SUPERGROUP_BASE = -1_000_000_000_000L;

    private final TdClient client;

    KnownChats(TdClient client) {
        this.client = client;
    }

    /** Makes TDLib know the chat. Returns false when the account cannot see it. */
    boolean know(long chatId) throws InterruptedException {
        try {
            return learn(chatId);
        } catch (TdError e) {
            throw client.failed("looking at a chat", e);
        }
    }

    /**
     * Does the same as {@link #know(long)} without a translation of what went wrong.
     *
     * @throws TdError when it is not known whether the account sees the chat
     */
    boolean learn(long chatId) throws InterruptedException {
        return asked(TdRequest.of("getChat").with("chat_id", chatId)) || asked(creation(chatId));
    }

    private static TdRequest creation(long chatId) {
        if (chatId > 0) {
            return TdRequest.of("createPrivateChat").with("user_id", chatId).with("force", false);
        }
        return chatId > SUPERGROUP_BASE
                ? TdRequest.of("createBasicGroupChat")
                        .with("basic_group_id", -chatId)
                        .with("force", false)
                : TdRequest.of("createSupergroupChat")
                        .with("supergroup_id", SUPERGROUP_BASE - chatId)
                        .with("force", false);
    }

    private boolean asked(TdRequest request) throws InterruptedException {
        try {
            client.call(request);
            return true;
        } catch (TdError e) {
            if (e.code() == 400 || e.code() == 404) {
                return false;
            }
            throw e;
        }
    }
}
