package dev.muzon.voice.session;

import java.net.URI;

/** The owner of a chat's player. */
sealed interface Owner {
    /** Here. */
    record Local(Session session) implements Owner {}

    /** @param address of the instance that answers for it */
    record Remote(URI address) implements Owner {}
}
