package dev.muzon.gateway.note;

import dev.muzon.gateway.bot.command.Aside;
import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.CommandRegistry;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The commands about voice notes in the private chat with the bot. assistant-service carries them out, as it does those
 * that an account's owner writes to the account itself.
 */
@Component
class NoteCommands implements CommandSet {
    private static final Category NOTES = new Category(70, NotePhrase.CATEGORY_NOTES);

    private final NoteAccounts accounts;
    private final ObjectProvider<CommandRegistry> registry;
    private final ShownNotes shown;
    private final Aside aside;
    private final Texts texts;

    /**
     * Makes the commands.
     *
     * @param registry asked late: it holds these commands too
     */
    NoteCommands(
            NoteAccounts accounts,
            ShownNotes shown,
            ObjectProvider<CommandRegistry> registry,
            Aside aside,
            Texts texts) {
        this.accounts = accounts;
        this.shown = shown;
        this.registry = registry;
        this.aside = aside;
        this.texts = texts;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                everywhere("transcribe", NotePhrase.DESCRIBE_TRANSCRIBE, this::transcribe)
                        .inGroupsByName(),
                command("track", NotePhrase.DESCRIBE_TRACK),
                command("untrack", NotePhrase.DESCRIBE_UNTRACK),
                command("tracked", NotePhrase.DESCRIBE_TRACKED),
                command("model", NotePhrase.DESCRIBE_MODEL),
                command("notes", NotePhrase.DESCRIBE_NOTES),
                command("status", NotePhrase.DESCRIBE_STATUS),
                everywhere("language", NotePhrase.DESCRIBE_LANGUAGE, this::language));
    }

    private CommandDefinition command(String name, Phrase description) {
        return everywhere(name, description, this::run).inPrivate();
    }

    private CommandDefinition everywhere(String name, Phrase description, CommandHandler handler) {
        return CommandDefinition.of(name, NOTES, description, handler).shownTo(accounts::people);
    }

    /** Is {@code /lang} in groups, and for everybody who has no account that reads notes. */
    private CompletableFuture<?> language(Invocation invocation) {
        return invocation.chat().isPrivate() && accounts.mayCommand(invocation.sender())
                ? run(invocation)
                : registry.getObject().find("lang").orElseThrow().handler().run(invocation);
    }

    /** Reads the note that the command answers. Without one people are sent to where an account sees it. */
    private CompletableFuture<?> transcribe(Invocation invocation) {
        TelegramFile note = invocation.command().media();
        if (invocation.argument().isEmpty() && note != null && ShownNotes.isNote(note)) {
            return accounts.mayCommand(invocation.sender()) ? shown.answer(invocation, note) : run(invocation);
        }
        if (!invocation.chat().isPrivate()) {
            return invocation.refuse(BotPhrase.PRIVATE_ONLY);
        }
        return invocation.argument().isEmpty()
                ? aside.answer(
                        invocation,
                        () -> Content.of(
                                accounts.of(invocation.sender()).isEmpty()
                                        ? answer(invocation)
                                        : texts.html(invocation.language(), NotePhrase.TRANSCRIBE_THERE)))
                : run(invocation);
    }

    private CompletableFuture<?> run(Invocation invocation) {
        return aside.answer(invocation, () -> Content.of(answer(invocation)));
    }

    private String answer(Invocation invocation) {
        List<AccountView> theirs = accounts.of(invocation.sender());
        if (theirs.isEmpty()) {
            boolean operator = accounts.isOperator(invocation.sender());
            return texts.html(invocation.language(), operator ? NotePhrase.OFF : NotePhrase.NOT_YOURS);
        }
        String[] words = invocation.argument().split("\\s+", 2);
        Optional<AccountView> named = theirs.size() == 1
                ? Optional.empty()
                : theirs.stream().filter(one -> one.id().equals(words[0])).findFirst();
        AccountView account = named.orElse(theirs.getFirst());
        String rest = words.length > 1 ? words[1] : "";
        String argument = named.isEmpty() ? invocation.argument() : rest;
        String command = ("/" + invocation.definition().name() + " " + argument).strip();
        Map<String, Object> values = new HashMap<>();
        values.put(
                "text", accounts.command(account, command, invocation.language().tag()));
        if (theirs.size() > 1) {
            values.put("account", account.id());
            values.put("all", theirs.stream().map(AccountView::id).sorted().collect(Collectors.joining(", ")));
        }
        return texts.html(invocation.language(), NotePhrase.ANSWER, values);
    }
}
