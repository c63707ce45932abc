package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** One use of a command, and the way to answer it. */
public final class Invocation {
    private static final Duration THROTTLE_USEFUL = Duration.ofSeconds(2);

    private final CommandDefinition definition;
    private final Incoming.Command command;
    private final long arrived;
    private final String requestId;
    private final Language language;
    private final Texts texts;
    private final Outbox outbox;

    /** @param arrived when the update arrived, by the ticker */
    public Invocation(
            CommandDefinition definition,
            Incoming.Command command,
            long arrived,
            String requestId,
            Language language,
            Texts texts,
            Outbox outbox) {
        this.definition = definition;
        this.command = command;
        this.arrived = arrived;
        this.requestId = requestId;
        this.language = language;
        this.texts = texts;
        this.outbox = outbox;
    }

    public CommandDefinition definition() {
        return definition;
    }

    public Incoming.Command command() {
        return command;
    }

    /** Returns when the update arrived, by the ticker. */
    public long arrived() {
        return arrived;
    }

    /** Returns the id of everything that follows from this update, the same when the update comes again. */
    public String requestId() {
        return requestId;
    }

    public Conversation chat() {
        return command.chat();
    }

    /** Returns where the answer belongs: the topic of the command. */
    public Destination place() {
        return new Destination(chat().id(), command.thread());
    }

    public Sender sender() {
        return command.sender();
    }

    /** Returns the words after the command, without white space around them. */
    public String argument() {
        return command.argument();
    }

    public Language language() {
        return language;
    }

    /**
     * Answers with a phrase.
     *
     * @return the id of the answer, once Telegram has it
     */
    public CompletableFuture<Integer> reply(Phrase phrase, Map<String, ?> values) {
        return reply(texts.html(language, phrase, values));
    }

    public CompletableFuture<Integer> reply(Phrase phrase) {
        return reply(phrase, Map.of());
    }

    /**
     * Answers with a phrase, unless it is no longer true when its turn comes.
     *
     * @param stillTrue asked right before the answer leaves
     */
    public CompletableFuture<Integer> replyWhile(BooleanSupplier stillTrue, Phrase phrase, Map<String, ?> values) {
        var content = Content.of(texts.html(language, phrase, values));
        Draft draft = () -> stillTrue.getAsBoolean() ? Optional.of(content) : Optional.empty();
        return outbox.send(place(), draft, Terms.reply(command.messageId()));
    }

    public CompletableFuture<Integer> reply(Failure failure) {
        var terms = Terms.reply(command.messageId());
        return say(texts.html(language, failure), late(failure) ? terms.usefulFor(THROTTLE_USEFUL) : terms);
    }

    /** Returns whether the answer is wrong when it comes late, such as "try again in a second". */
    private static boolean late(Failure failure) {
        return failure.code() == FailureCode.TOO_OFTEN;
    }

    /** Answers if there is room for it. Otherwise the words are dropped. */
    public CompletableFuture<Integer> mention(Phrase phrase, Map<String, ?> values) {
        return say(texts.html(language, phrase, values), Terms.decoration(command.messageId()));
    }

    /**
     * Answers with a message that is written already.
     *
     * @param html with everything that people wrote escaped
     */
    public CompletableFuture<Integer> reply(String html) {
        return say(html, Terms.reply(command.messageId()));
    }

    /** Answers with a message that may have buttons. */
    public CompletableFuture<Integer> reply(Content content) {
        return outbox.send(place(), content, Terms.reply(command.messageId()));
    }

    /** Answers everybody who asks for the same while the answer waits with one message. */
    public CompletableFuture<Integer> replyOnce(Content content) {
        return outbox.send(place(), Draft.once(content), Terms.reply(command.messageId()));
    }

    private CompletableFuture<Integer> say(String html, Terms terms) {
        return outbox.send(place(), Content.of(html), terms);
    }
}
