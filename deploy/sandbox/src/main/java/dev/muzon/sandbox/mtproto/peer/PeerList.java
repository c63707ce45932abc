package dev.muzon.sandbox.mtproto.peer;

import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Author;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.ServiceAction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The users and chats that an answer mentions, because every answer carries them along. */
public final class PeerList {
    private final PeerViews views;
    private final long viewerId;
    private final Set<Long> users = new LinkedHashSet<>();
    private final Set<Long> chats = new LinkedHashSet<>();

    public PeerList(PeerViews views, long viewerId) {
        this.views = views;
        this.viewerId = viewerId;
    }

    public PeerList user(long userId) {
        users.add(userId);
        return this;
    }

    public PeerList users(List<Long> userIds) {
        users.addAll(userIds);
        return this;
    }

    public PeerList chat(Chat chat) {
        if (chat.kind() == ChatKind.PRIVATE) {
            users.add(chat.other(viewerId));
        } else {
            chats.add(chat.id());
            Chat supergroup = views.supergroup(chat);
            if (supergroup != null) {
                chats.add(supergroup.id());
            }
        }
        return this;
    }

    public PeerList message(Message message) {
        switch (message.author()) {
            case Author.ByUser(long id) -> users.add(id);
            case Author.ByChat(long id) -> chats.add(id);
        }
        switch (message.action()) {
            case ServiceAction.MembersJoined(List<Long> joined) -> users.addAll(joined);
            case ServiceAction.MemberLeft(long gone) -> users.add(gone);
            case ServiceAction.UpgradedTo(long supergroup) -> chats.add(supergroup);
            case ServiceAction.UpgradedFrom(long basicGroup) -> chats.add(basicGroup);
            case null, default -> {
                // The others mention nobody.
            }
        }
        return this;
    }

    public PeerList messages(List<Message> messages) {
        messages.forEach(this::message);
        return this;
    }

    /** Returns the answer with its people and chats. */
    public TlObject into(TlObject answer) {
        return answer.with("users", userViews()).with("chats", chatViews());
    }

    public List<TlObject> userViews() {
        return users.stream()
                .flatMap(id -> views.world().users().find(id).stream())
                .map(user -> PeerViews.user(viewerId, user))
                .toList();
    }

    public List<TlObject> chatViews() {
        return chats.stream()
                .flatMap(id -> views.world().chats().find(id).stream())
                .map(chat -> views.chat(viewerId, chat))
                .toList();
    }
}
