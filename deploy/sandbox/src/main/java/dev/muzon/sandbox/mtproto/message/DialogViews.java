package dev.muzon.sandbox.mtproto.message;

import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.update.UpdateLog;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.World;
import java.time.Clock;

/** Chats as lines of a user's chat list, everything read. */
public final class DialogViews {
    private final World world;
    private final UpdateLog log;
    private final Clock clock;

    public DialogViews(World world, UpdateLog log, Clock clock) {
        this.world = world;
        this.log = log;
        this.clock = clock;
    }

    public TlObject dialog(long viewerId, Chat chat) {
        int last = world.messages().last(chat.id()).map(Message::id).orElse(0);
        return TlObject.of("dialog")
                .with("peer", PeerViews.peer(viewerId, chat))
                .with("top_message", last)
                .with("read_inbox_max_id", last)
                .with("read_outbox_max_id", last)
                .with("unread_count", 0)
                .with("unread_mentions_count", 0)
                .with("unread_reactions_count", 0)
                .with("unread_poll_votes_count", 0)
                .with("notify_settings", TlObject.of("peerNotifySettings"))
                .with("pts", chat.kind().isChannel() ? log.of(chat, viewerId).pts() : null);
    }

    /** Returns the state of a user's clients when they know everything. */
    public TlObject state(long userId) {
        return TlObject.of("updates.state")
                .with("pts", log.ofUser(userId).pts())
                .with("qts", 0)
                .with("date", PeerViews.seconds(clock.instant()))
                .with("seq", 0)
                .with("unread_count", 0);
    }
}
