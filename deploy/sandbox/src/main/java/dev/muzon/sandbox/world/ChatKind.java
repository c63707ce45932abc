package dev.muzon.sandbox.world;

/** What sort of conversation a chat is. */
public enum ChatKind {
    PRIVATE,
    SUPERGROUP,
    CHANNEL
}
