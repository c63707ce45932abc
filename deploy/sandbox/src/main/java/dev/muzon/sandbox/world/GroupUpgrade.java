package dev.muzon.sandbox.world;

/** The change of a basic group into a supergroup. */
public final class GroupUpgrade {
    private final WorldLock lock;
    private final Chats chats;
    private final VoiceChats voiceChats;
    private final History history;

    GroupUpgrade(WorldLock lock, Chats chats, VoiceChats voiceChats, History history) {
        this.lock = lock;
        this.chats = chats;
        this.voiceChats = voiceChats;
        this.history = history;
    }

    /**
     * Makes a supergroup of a basic group. Its members and its voice chat move along. The basic group can't be used any
     * more.
     *
     * @return the supergroup
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED} unless the owner asks, {@link Refusal#WRONG_CHAT_KIND},
     *     {@link Refusal#CHAT_UPGRADED}
     */
    public Chat upgrade(long groupId, long actorId) {
        return lock.locked(() -> {
            var group = chats.requirePresent(groupId, actorId);
            if (group.kind() != ChatKind.GROUP) {
                throw new WorldException(Refusal.WRONG_CHAT_KIND);
            }
            if (group.settings().upgradedTo() != null) {
                throw new WorldException(Refusal.CHAT_UPGRADED);
            }
            if (group.member(actorId).role() != Role.OWNER) {
                throw new WorldException(Refusal.ADMIN_REQUIRED);
            }
            var supergroup = chats.create(ChatKind.SUPERGROUP, group.title(), null, actorId)
                    .withSettings(group.settings().upgradedFrom(groupId));
            chats.put(supergroup);
            group.present().stream()
                    .filter(member -> member.userId() != actorId)
                    .forEach(member -> chats.change(supergroup.id(), actorId, member));
            chats.put(group.withSettings(group.settings().upgradedTo(supergroup.id())));
            voiceChats.move(groupId, supergroup.id());
            history.announce(group, actorId, new ServiceAction.UpgradedTo(supergroup.id()));
            var upgraded = chats.get(supergroup.id());
            history.announce(upgraded, actorId, new ServiceAction.UpgradedFrom(groupId));
            return upgraded;
        });
    }
}
