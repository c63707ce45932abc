package dev.muzon.sandbox.world;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;

/**
 * The demo's small Telegram: two groups of people, a bot and the assistants' accounts.
 *
 * @param bot its id is the part of its token before the colon
 * @param assistants user accounts to log in with. The second has a password
 * @param people the owner of both groups first
 * @param lounge where everybody is
 * @param kitchen a smaller private group
 */
public record WorldSeed(User bot, List<User> assistants, List<User> people, Chat lounge, Chat kitchen) {
    /** The second assistant's cloud password. The page shows it, because it protects nothing. */
    public static final String DEMO_PASSWORD = "nocturne";

    /**
     * Plants the demo in an empty world.
     *
     * @param song sent to the first group, to be answered with {@code /play}
     */
    public static WorldSeed plant(World world, long botId, String botUsername, NewFile song) throws IOException {
        var users = world.users();
        var bot = users.create(botId, NewUser.bot("Muzon", botUsername));
        var alice = users.create(NewUser.person("Alice", "alice", "en").phone("15550100"));
        var boris = users.create(NewUser.person("Борис", "boris", "ru").phone("79990000101"));
        var chiara = users.create(NewUser.person("Chiara", "chiara", "it").phone("390000102"));
        var daria = users.create(NewUser.person("Дарья", "daria", "ru").phone("79990000103"));
        var first = users.create(
                NewUser.person("Muzon Assistant", "muzon_assistant", "en").phone("15550201"));
        var second = users.create(
                NewUser.person("Muzon Assistant II", "muzon_assistant_2", "en").phone("15550202"));
        users.setTwoFactor(second.id(), new TwoFactor(DEMO_PASSWORD, "what the demo plays"));

        var chats = world.chats();
        var members = world.members();
        var lounge = chats.createGroup("Muzon Lounge", "muzon_lounge", alice.id());
        var kitchen = chats.createGroup("Ночная кухня", null, boris.id());
        world.skipFormerIds();
        for (var person : List.of(boris, chiara, daria, bot)) {
            members.add(lounge.id(), alice.id(), person.id());
        }
        for (var person : List.of(alice, daria, bot)) {
            members.add(kitchen.id(), boris.id(), person.id());
        }
        var botRights = EnumSet.of(
                Right.DELETE_MESSAGES,
                Right.RESTRICT_MEMBERS,
                Right.INVITE_USERS,
                Right.PIN_MESSAGES,
                Right.MANAGE_VIDEO_CHATS);
        members.promote(lounge.id(), alice.id(), bot.id(), botRights, false);
        members.promote(kitchen.id(), boris.id(), bot.id(), botRights, false);
        members.promote(lounge.id(), alice.id(), daria.id(), EnumSet.of(Right.MANAGE_VIDEO_CHATS), false);
        world.voiceChats().start(lounge.id(), alice.id(), "");

        var messages = world.messages();
        messages.send(lounge.id(), alice.id(), NewMessage.text("Welcome to the lounge! Muzon plays what you ask for."));
        messages.send(lounge.id(), boris.id(), NewMessage.text("Всем привет! Давайте что-нибудь тихое."));
        messages.send(
                lounge.id(),
                chiara.id(),
                NewMessage.media(Media.Kind.AUDIO, world.files().store(song), "Reply to this with /play"));
        messages.send(kitchen.id(), boris.id(), NewMessage.text("Кто за чайником?"));
        return new WorldSeed(
                bot,
                List.of(first, second),
                List.of(alice, boris, chiara, daria),
                chats.get(lounge.id()),
                chats.get(kitchen.id()));
    }
}
