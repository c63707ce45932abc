package dev.muzon.assistant.account;

/** A kind of request that Telegram limits apart from the others. */
public enum RequestKind {
    JOIN("join chats"),
    NAME("look up names"),
    LINK("look at invite links"),
    CALL("join voice chats"),
    START("start voice chats"),
    HISTORY("read history"),
    MESSAGE("look up messages"),
    FILE("download files"),
    SPEECH("recognise speech"),
    SEND("send messages"),
    EDIT("edit messages");

    private final String words;

    RequestKind(String words) {
        this.words = words;
    }

    /** Returns what an account may not do while it waits, in words. */
    String words() {
        return words;
    }
}
