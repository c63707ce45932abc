package dev.muzon.sandbox.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The invite links of all chats. The right to make or use them is checked elsewhere. Callers hold the lock. */
final class LinkRegister {
    private final WorldLock lock;
    private final Map<String, InviteLink> byHash = new LinkedHashMap<>();

    LinkRegister(WorldLock lock) {
        this.lock = lock;
    }

    /** Makes the chat's primary link. */
    String primary(long chatId, long creatorId) {
        return put(newLink(chatId, creatorId, InviteLink.Terms.NONE, true)).hash();
    }

    /** Ends a link in any state. An unknown one is ignored. */
    void end(String hash) {
        find(hash).ifPresent(link -> put(link.revoke()));
    }

    InviteLink newLink(long chatId, long creatorId, InviteLink.Terms terms, boolean primary) {
        var hash = "Muzon" + Long.toString(WorldLock.hashOf(lock.nextId()) & Long.MAX_VALUE, 36);
        return new InviteLink(hash, chatId, creatorId, terms, 0, primary, false);
    }

    InviteLink put(InviteLink link) {
        byHash.put(link.hash(), link);
        return link;
    }

    Optional<InviteLink> find(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    List<InviteLink> of(long chatId) {
        return byHash.values().stream().filter(link -> link.chatId() == chatId).toList();
    }
}
