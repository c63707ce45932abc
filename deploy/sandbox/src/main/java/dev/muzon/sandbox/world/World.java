package dev.muzon.sandbox.world;

import java.time.Clock;
import java.time.Instant;

/** Telegram, as far as Muzon needs it. Thread-safe. All state is in memory. */
public final class World implements AutoCloseable {
    private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();

    private final WorldLock lock;
    private final Users users;
    private final Chats chats;
    private final InviteLinks inviteLinks;
    private final Members members;
    private final Joining joining;
    private final GroupUpgrade groupUpgrade;
    private final Topics topics;
    private final SlowMode slowMode;
    private final Messages messages;
    private final Files files;
    private final Callbacks callbacks;
    private final InlineQueries inlineQueries;
    private final VoiceChats voiceChats;
    private final Logins logins;
    private final BotCommands commands;

    /** Makes the first world of all. */
    public World(Clock clock) {
        this(clock, 0);
    }

    private World(Clock clock, int former) {
        lock = new WorldLock(clock, former);
        users = new Users(lock);
        files = new Files(lock);
        var history = new History(lock);
        var links = new LinkRegister(lock);
        chats = new Chats(lock, users, links);
        inviteLinks = new InviteLinks(lock, chats, links);
        members = new Members(lock, users, chats, history);
        joining = new Joining(lock, chats, members, links);
        topics = new Topics(lock, chats, history);
        slowMode = new SlowMode(lock);
        var rules = new PostingRules(lock, chats, topics, history, slowMode);
        messages = new Messages(lock, chats, users, history, rules, slowMode);
        callbacks = new Callbacks(lock, chats, messages);
        inlineQueries = new InlineQueries(lock, chats, messages);
        voiceChats = new VoiceChats(lock, chats, history);
        groupUpgrade = new GroupUpgrade(lock, chats, voiceChats, history);
        logins = new Logins(lock, users);
        commands = new BotCommands(lock);
    }

    /**
     * Makes a world after others that services may remember. Telegram never gives an id twice. The ids begin with the
     * seconds since 2020, because no world hands out more than one a second for long.
     */
    public static World later(Clock clock) {
        return new World(clock, Math.toIntExact(clock.instant().getEpochSecond() - EPOCH));
    }

    /** Ends the ids that are the same in all worlds: those of the people and groups of the {@link WorldSeed}. */
    void skipFormerIds() {
        lock.locked(() -> {
            lock.skipFormer();
            chats.skipFormer();
        });
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

    public Members members() {
        return members;
    }

    public Joining joining() {
        return joining;
    }

    public GroupUpgrade groupUpgrade() {
        return groupUpgrade;
    }

    public Topics topics() {
        return topics;
    }

    public SlowMode slowMode() {
        return slowMode;
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
        return lock.now();
    }

    /** Subscribes a listener to every change from now on. */
    public Subscription listen(WorldListener listener) {
        return lock.listen(listener);
    }

    /** Ends all subscriptions and forgets all files. */
    @Override
    public void close() {
        lock.close();
        files.close();
    }
}
