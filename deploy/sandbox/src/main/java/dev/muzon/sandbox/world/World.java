package dev.muzon.sandbox.world;

import java.time.Clock;
import java.time.Instant;

/** Telegram, as far as Muzon meets it. Thread-safe; all state is in memory. */
public final class World implements AutoCloseable {
    private final Heart heart;
    private final Users users;
    private final Chats chats;
    private final InviteLinks inviteLinks;
    private final Topics topics;
    private final Messages messages;
    private final Files files;
    private final Callbacks callbacks;
    private final InlineQueries inlineQueries;
    private final VoiceChats voiceChats;
    private final Logins logins;
    private final BotCommands commands;

    public World(Clock clock) {
        heart = new Heart(clock);
        users = new Users(heart);
        files = new Files(heart);
        var history = new History(heart);
        chats = new Chats(heart, users, history);
        inviteLinks = chats.inviteLinks();
        topics = new Topics(heart, chats, history);
        messages = new Messages(heart, chats, topics, history);
        callbacks = new Callbacks(heart, chats, messages);
        inlineQueries = new InlineQueries(heart, chats, messages);
        voiceChats = new VoiceChats(heart, chats, history);
        logins = new Logins(heart, users);
        commands = new BotCommands(heart);
    }

    public Users users() {
        return users;
    }

    public Chats chats() {
        return chats;
    }

    public InviteLinks inviteLinks() {
        return inviteLinks;
    }

    public Topics topics() {
        return topics;
    }

    public Messages messages() {
        return messages;
    }

    public Files files() {
        return files;
    }

    public Callbacks callbacks() {
        return callbacks;
    }

    public InlineQueries inlineQueries() {
        return inlineQueries;
    }

    public VoiceChats voiceChats() {
        return voiceChats;
    }

    public Logins logins() {
        return logins;
    }

    public BotCommands commands() {
        return commands;
    }

    /** Returns the world's present time. */
    public Instant now() {
        return heart.now();
    }

    /** From now on the listener hears of every change. */
    public Subscription listen(WorldListener listener) {
        return heart.listen(listener);
    }

    /** Ends all subscriptions and forgets all files. */
    @Override
    public void close() {
        heart.close();
        files.close();
    }
}
