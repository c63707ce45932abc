package dev.muzon.voice.session;

import java.net.URI;

/** The owner of a chat's player. */
sealed interface Owner {
    /** An owner in this process. */
    record Local(Session session) implements Owner {}

    /**
     * An owner in another process.
     *
     * @param address of the instance that owns the chat
     */
    record Remote(URI address) implements Owner {}
}
