package dev.muzon.sandbox.mtproto.chat;

import dev.muzon.sandbox.mtproto.peer.BannedRights;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Member;
import dev.muzon.sandbox.world.Restriction;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Members of a group as one user sees them. */
final class ParticipantViews {
    private ParticipantViews() {}

    static TlObject participant(long viewerId, Chat chat, Member member, Instant now) {
        Restriction restriction = member.restriction();
        return member.role() == Role.MEMBER && restriction != null && member.restricted(now)
                ? restricted(chat, member, restriction)
                : participant(viewerId, chat, member);
    }

    private static TlObject restricted(Chat chat, Member member, Restriction restriction) {
        return TlObject.of("channelParticipantBanned")
                .with("peer", PeerViews.userPeer(member.userId()))
                .with("kicked_by", owner(chat))
                .with("date", PeerViews.seconds(member.since()))
                .with("banned_rights", BannedRights.of(restriction));
    }

    private static TlObject participant(long viewerId, Chat chat, Member member) {
        long owner = owner(chat);
        boolean self = member.userId() == viewerId;
        int since = PeerViews.seconds(member.since());
        return switch (member.role()) {
            case OWNER ->
                TlObject.of("channelParticipantCreator")
                        .with("user_id", member.userId())
                        .with("admin_rights", PeerViews.adminRights(member));
            case ADMIN ->
                TlObject.of("channelParticipantAdmin")
                        .flag("self", self)
                        .with("inviter_id", self ? owner : null)
                        .with("user_id", member.userId())
                        .with("promoted_by", owner)
                        .with("date", since)
                        .with("admin_rights", PeerViews.adminRights(member));
            case BANNED ->
                TlObject.of("channelParticipantBanned")
                        .flag("left", true)
                        .with("peer", PeerViews.userPeer(member.userId()))
                        .with("kicked_by", owner)
                        .with("date", since)
                        .with(
                                "banned_rights",
                                TlObject.of("chatBannedRights")
                                        .flag("view_messages", true)
                                        .with("until_date", PeerViews.FOR_EVER));
            case MEMBER, LEFT ->
                self
                        ? TlObject.of("channelParticipantSelf")
                                .with("user_id", member.userId())
                                .with("inviter_id", owner)
                                .with("date", since)
                        : TlObject.of("channelParticipant")
                                .with("user_id", member.userId())
                                .with("date", since);
        };
    }

    /** Renders a member of a basic group. */
    static TlObject basic(Chat chat, Member member) {
        return switch (member.role()) {
            case OWNER -> TlObject.of("chatParticipantCreator").with("user_id", member.userId());
            case ADMIN -> invited("chatParticipantAdmin", chat, member);
            case MEMBER, LEFT, BANNED -> invited("chatParticipant", chat, member);
        };
    }

    private static TlObject invited(String name, Chat chat, Member member) {
        return TlObject.of(name)
                .with("user_id", member.userId())
                .with("inviter_id", owner(chat))
                .with("date", PeerViews.seconds(member.since()));
    }

    /** Renders the primary invite link. Null for those who may not invite. */
    static @Nullable TlObject invite(long viewerId, Chat chat) {
        if (!chat.member(viewerId).may(Right.INVITE_USERS)) {
            return null;
        }
        return TlObject.of("chatInviteExported")
                .flag("permanent", true)
                .with("link", "https://t.me/+" + chat.inviteHash())
                .with("admin_id", viewerId)
                .with("date", PeerViews.seconds(chat.member(viewerId).since()));
    }

    private static long owner(Chat chat) {
        return chat.members().values().stream()
                .filter(member -> member.role() == Role.OWNER)
                .mapToLong(Member::userId)
                .findFirst()
                .orElse(0);
    }
}
