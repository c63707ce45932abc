package dev.muzon.sandbox.page;

import dev.muzon.sandbox.SandboxProperties;
import dev.muzon.sandbox.music.Covers;
import dev.muzon.sandbox.world.BotCommand;
import dev.muzon.sandbox.world.BotCommands;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.TwoFactor;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldSeed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Views of the world for the page. */
@Component
final class Overviews {
    private final World world;
    private final WorldSeed seed;
    private final SandboxProperties properties;
    private final ObjectProvider<Covers> covers;

    Overviews(World world, WorldSeed seed, SandboxProperties properties, ObjectProvider<Covers> covers) {
        this.world = world;
        this.seed = seed;
        this.properties = properties;
        this.covers = covers;
    }

    View.Overview overview() {
        return new View.Overview(
                seed.bot().id(),
                world.users().all(),
                seed.assistants().stream()
                        .map(user -> new View.Assistant(
                                user.id(),
                                world.users()
                                        .twoFactor(user.id())
                                        .map(TwoFactor::password)
                                        .orElse(null)))
                        .toList(),
                world.chats().all().stream()
                        .map(chat -> state(
                                chat, world.messages().last(chat.id()).stream().toList(), null))
                        .toList(),
                logins(),
                world.logins().awaitedPasswords(),
                world.logins().awaitedCodes(),
                covers.stream().findFirst().map(Covers::byTitle).orElse(Map.of()),
                properties.supervisor().url() != null);
    }

    List<View.Login> logins() {
        return world.logins().pending().stream().map(View.Login::of).toList();
    }

    /**
     * Returns a chat's state.
     *
     * @param viewer whose language and rights choose the commands. Null for nobody's
     */
    View.ChatState state(long chatId, @Nullable Long viewer) {
        return state(world.chats().get(chatId), world.messages().all(chatId), viewer);
    }

    private View.ChatState state(Chat chat, List<Message> messages, @Nullable Long viewer) {
        var commands = viewer == null || !chat.has(seed.bot().id()) ? List.<BotCommand>of() : commands(chat, viewer);
        var voice = world.voiceChats().activeIn(chat.id()).orElse(null);
        return View.ChatState.of(chat, voice, messages, commands, world.topics().all(chat.id()));
    }

    /**
     * Returns the narrowest list that exists, in the person's language before the general one, as Telegram's apps
     * choose.
     */
    private List<BotCommand> commands(Chat chat, long viewer) {
        var language =
                Optional.ofNullable(world.users().get(viewer).languageCode()).orElse("");
        return scopes(chat, viewer)
                .flatMap(scope -> Stream.of(language, "")
                        .map(lang -> new BotCommands.Key(seed.bot().id(), scope, lang)))
                .flatMap(key -> world.commands().find(key).stream())
                .findFirst()
                .orElse(List.of());
    }

    private static Stream<String> scopes(Chat chat, long viewer) {
        if (chat.kind() == ChatKind.PRIVATE) {
            return Stream.of("chat:" + viewer, "all_private_chats", "default");
        }
        var admins = chat.member(viewer).role().administers()
                ? Stream.of("chat_administrators:" + chat.id(), "all_chat_administrators")
                : Stream.<String>of();
        return Stream.of(
                        Stream.of("chat_member:" + chat.id() + ":" + viewer),
                        admins,
                        Stream.of("chat:" + chat.id(), "all_group_chats", "default"))
                .flatMap(scopes -> scopes);
    }
}
