package dev.muzon.sandbox.mtproto.update;

import dev.muzon.sandbox.mtproto.session.Sessions;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Member;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldListener;
import java.util.List;

/** The feed of numbered updates about messages and chats to the clients. */
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
            case WorldEvent.MemberChanged(var chat, long _, var _, var after) -> {
                tell(chat, after.userId());
                if (chat.kind() == ChatKind.GROUP) {
                    tellOthers(chat, after.userId());
                }
            }
            case WorldEvent.ChatChanged(var chat) -> tellOthers(chat, 0);
            default -> {
                // Buttons and bots' commands do not concern people's clients. Calls and logins are told elsewhere.
            }
        }
    }

    private void messages(long chatId, WorldEvent event, int count) {
        Chat chat = world.chats().get(chatId);
        if (chat.kind().isChannel()) {
            UpdateBox.Entry entry = log.of(chat, chatId).append(event, count);
            for (Member member : chat.present()) {
                push(chat, member.userId(), entry);
            }
        } else {
            for (long userId : concerned(chat)) {
                push(chat, userId, log.ofUser(userId).append(event, count));
            }
        }
    }

    /** Returns who gets the messages. Nobody leaves a private chat. */
    private static List<Long> concerned(Chat chat) {
        return chat.kind() == ChatKind.PRIVATE
                ? List.copyOf(chat.members().keySet())
                : chat.present().stream().map(Member::userId).toList();
    }

    private void push(Chat chat, long userId, UpdateBox.Entry entry) {
        if (sessions.reaches(userId)) {
            sessions.pushToUser(userId, views.bundle(userId, chat, entry), entry.event());
        }
    }

    private void tellOthers(Chat chat, long told) {
        chat.present().stream()
                .map(Member::userId)
                .filter(userId -> userId != told)
                .forEach(userId -> tell(chat, userId));
    }

    private void tell(Chat chat, long userId) {
        if (chat.kind() != ChatKind.PRIVATE && sessions.reaches(userId)) {
            sessions.pushToUser(userId, views.chatChanged(userId, chat));
        }
    }
}
