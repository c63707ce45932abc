package dev.muzon.sandbox.mtproto.update;

import dev.muzon.sandbox.mtproto.session.Sessions;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Member;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldListener;

/** The feed of numbered updates about messages and chats to the clients. It says nothing about basic groups. */
public final class UpdateFeed implements WorldListener {
    private final World world;
    private final UpdateLog log;
    private final UpdateViews views;
    private final Sessions sessions;

    public UpdateFeed(World world, UpdateLog log, UpdateViews views, Sessions sessions) {
        this.world = world;
        this.log = log;
        this.views = views;
        this.sessions = sessions;
    }

    @Override
    public void on(WorldEvent event) {
        switch (event) {
            case WorldEvent.MessageSent(var message) -> messages(message.chatId(), event, 1);
            case WorldEvent.MessageEdited(var message) -> messages(message.chatId(), event, 1);
            case WorldEvent.MessagesDeleted(long chatId, var ids) -> messages(chatId, event, ids.size());
            case WorldEvent.MemberChanged(var chat, long _, var _, var after) -> tell(chat, after.userId());
            case WorldEvent.ChatChanged(var chat) -> chat.present().forEach(member -> tell(chat, member.userId()));
            default -> {
                // Buttons and bots' commands do not concern people's clients. Calls and logins are told elsewhere.
            }
        }
    }

    private void messages(long chatId, WorldEvent event, int count) {
        Chat chat = world.chats().get(chatId);
        if (chat.kind() == ChatKind.PRIVATE) {
            for (long userId : chat.members().keySet()) {
                push(chat, userId, log.ofUser(userId).append(event, count));
            }
        } else if (chat.kind().isChannel()) {
            UpdateBox.Entry entry = log.of(chat, chatId).append(event, count);
            for (Member member : chat.present()) {
                push(chat, member.userId(), entry);
            }
        }
    }

    private void push(Chat chat, long userId, UpdateBox.Entry entry) {
        if (sessions.reaches(userId)) {
            sessions.pushToUser(userId, views.bundle(userId, chat, entry), entry.event());
        }
    }

    private void tell(Chat chat, long userId) {
        if (chat.kind().isChannel() && sessions.reaches(userId)) {
            sessions.pushToUser(userId, views.chatChanged(userId, chat));
        }
    }
}
