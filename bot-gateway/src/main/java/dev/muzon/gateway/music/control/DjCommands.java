package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.chat.Administrators;
import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.Djs;
import dev.muzon.gateway.telegram.Sender;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /dj} and {@code /undj}: administrators give members their rights over the music, and take them back. */
@Component
@Order(25)
class DjCommands implements CommandSet {
    private static final Pattern USERNAME = Pattern.compile("@([A-Za-z][A-Za-z0-9_]{3,31})");

    private final Djs djs;
    private final SeenPeople people;
    private final Administrators administrators;

    DjCommands(Djs djs, SeenPeople people, Administrators administrators) {
        this.djs = djs;
        this.people = people;
        this.administrators = administrators;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                CommandDefinition.of("dj", Category.SETTINGS, MusicPhrase.DESCRIBE_DJ, this::add)
                        .alias("диджей")
                        .inGroups(),
                CommandDefinition.of("undj", Category.SETTINGS, MusicPhrase.DESCRIBE_UNDJ, this::remove)
                        .inGroups());
    }

    private CompletableFuture<?> add(Invocation invocation) {
        Optional<Djs.Dj> meant = meant(invocation);
        if (meant.isEmpty()) {
            return invocation.argument().isEmpty() ? list(invocation) : unfit(invocation);
        }
        administrators.require(invocation.sender(), invocation.chat());
        return djs.add(invocation.chat().id(), meant.get())
                ? invocation.reply(
                        meant.get().id() == null ? MusicPhrase.DJ_NAMED : MusicPhrase.DJ_ADDED,
                        Map.of("name", meant.get().name()))
                : invocation.refuse(MusicPhrase.DJ_FULL);
    }

    private CompletableFuture<?> remove(Invocation invocation) {
        Optional<Djs.Dj> meant = meant(invocation);
        if (meant.isEmpty()) {
            return unfit(invocation);
        }
        administrators.require(invocation.sender(), invocation.chat());
        boolean removed = djs.remove(invocation.chat().id(), meant.get());
        return invocation.reply(
                removed ? MusicPhrase.DJ_REMOVED : MusicPhrase.DJ_NOT,
                Map.of("name", meant.get().name()));
    }

    /** Says why the words after the command name nobody. */
    private static CompletableFuture<?> unfit(Invocation invocation) {
        String words = invocation.argument();
        return words.startsWith("@")
                ? invocation.refuse(MusicPhrase.DJ_NO_NAME, Map.of("name", Titles.shortened(words)))
                : invocation.hint(MusicPhrase.DJ_USAGE);
    }

    private CompletableFuture<?> list(Invocation invocation) {
        List<Djs.Dj> all = djs.of(invocation.chat().id());
        return all.isEmpty()
                ? invocation.reply(MusicPhrase.DJ_NONE)
                : invocation.reply(
                        MusicPhrase.DJ_LIST,
                        Map.of("names", all.stream().map(Djs.Dj::name).collect(Collectors.joining(", "))));
    }

    /** Returns the person by a public name, or the author of the message that is answered. */
    private Optional<Djs.Dj> meant(Invocation invocation) {
        Matcher named = USERNAME.matcher(invocation.argument());
        if (named.matches()) {
            String username = named.group(1).toLowerCase(Locale.ROOT);
            return people.in(invocation.chat().id(), username)
                    .map(DjCommands::known)
                    .or(() -> Optional.of(new Djs.Dj(null, username, Titles.shortened(invocation.argument()))));
        }
        return invocation.argument().isEmpty()
                ? Optional.ofNullable(invocation.command().material().reply())
                        .flatMap(reply -> Optional.ofNullable(reply.author()))
                        .map(DjCommands::known)
                : Optional.empty();
    }

    private static Djs.Dj known(Sender person) {
        return new Djs.Dj(person.id(), lower(person.username()), Titles.shortened(person.name()));
    }

    private static @Nullable String lower(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }
}
