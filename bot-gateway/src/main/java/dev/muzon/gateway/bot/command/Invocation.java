package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.outbox.Asker;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One use of a command, and the way to answer it. */
public final class Invocation {
    private final CommandDefinition definition;
    private final Incoming.Command command;
    private final Moment moment;
    private final String requestId;
    private final Language language;
    private final Texts texts;
    private final Outbox outbox;
    private final AtomicBoolean refused = new AtomicBoolean();

    /**
     * The time of a command.
     *
     * @param arrived when the update arrived, by the ticker
     * @param age how long ago the person sent it, null when Telegram does not say
     * @param overtaken tells whether the person has got the same command right since
     */
    public record Moment(long arrived, @Nullable Duration age, BooleanSupplier overtaken) {
        /** Makes the time of a command that stays the latest. */
        public Moment(long arrived, @Nullable Duration age) {
            this(arrived, age, () -> false);
        }
    }

    public Invocation(
            CommandDefinition definition,
            Incoming.Command command,
            Moment moment,
            String requestId,
            Language language,
            Texts texts,
            Outbox outbox) {
        this.definition = definition;
        this.command = command;
        this.moment = moment;
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
        return moment.arrived();
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

    /** Answers this message alone, although equal answers wait: for people who measure the way to the bot and back. */
    public CompletableFuture<Integer> replyToEach(Phrase phrase, Map<String, ?> values) {
        var content = Content.of(texts.html(language, phrase, values));
        return outbox.send(place(), content, answer());
    }

    /**
     * Answers with a phrase, unless it is no longer true when its turn comes.
     *
     * @param stillTrue asked right before the answer leaves
     */
    public CompletableFuture<Integer> replyWhile(BooleanSupplier stillTrue, Phrase phrase, Map<String, ?> values) {
        return replyWhile(stillTrue, texts.html(language, phrase, values));
    }

    /**
     * Answers with a message that is written already, unless it is no longer true when its turn comes.
     *
     * @param stillTrue asked right before the answer leaves
     * @param html with everything that people wrote escaped
     */
    public CompletableFuture<Integer> replyWhile(BooleanSupplier stillTrue, String html) {
        Draft draft = Draft.onceWhile(stillTrue, Content.of(html));
        return outbox.send(place(), draft, answer());
    }

    /**
     * Answers with a short text that is written when it leaves.
     *
     * @param html with everything that people wrote escaped, empty when there is nothing to say any more
     */
    public CompletableFuture<Integer> replyLate(Supplier<Optional<String>> html) {
        return outbox.send(place(), Draft.brief(() -> html.get().map(Content::of)), answer());
    }

    /**
     * Answers with a message that is written when it leaves. Everybody who asks for the same meanwhile gets one answer.
     *
     * @param about what makes two answers the same, besides their language
     */
    public CompletableFuture<Integer> replyForAll(Object about, Draft draft) {
        return outbox.send(place(), Draft.shared(List.of(about, language), draft), terms());
    }

    /**
     * Tells how to use the command. If there were words behind it, it says first that they do not fit. Hints that wait
     * become one, which names the words of each.
     *
     * @param usage says what holds now, and gives an example
     */
    public CompletableFuture<Integer> hint(Phrase usage, Map<String, ?> values) {
        return refuse(unfit(), Refusals.Reason.of(texts.html(language, usage, values)), () -> true);
    }

    /**
     * Tells how to use the command, and what holds when that is read.
     *
     * @param usage says what holds, and gives an example
     * @param values for it, asked right before the hint leaves
     */
    public CompletableFuture<Integer> hint(Phrase usage, Supplier<Map<String, ?>> values) {
        var why = new Refusals.Reason(
                List.of(usage, language), Draft.BRIEF, () -> texts.html(language, usage, values.get()));
        return refuse(unfit(), why, () -> true);
    }

    public CompletableFuture<Integer> hint(Phrase usage) {
        return hint(usage, Map.of());
    }

    /** Answers with a failure, unless the person gets the same command right before that can be said. */
    public CompletableFuture<Integer> reply(Failure failure) {
        return refuseWhile(() -> true, failure);
    }

    /**
     * Answers with a failure, unless it is no longer true when its turn comes.
     *
     * @param stillTrue asked right before the answer leaves
     */
    public CompletableFuture<Integer> refuseWhile(BooleanSupplier stillTrue, Failure failure) {
        return refuse(null, Refusals.Reason.of(texts.html(language, failure)), stillTrue);
    }

    /** Says what is wrong with the command, unless the person gets it right before that can be said. */
    public CompletableFuture<Integer> refuse(Phrase why, Map<String, ?> values) {
        return refuse(null, Refusals.Reason.of(texts.html(language, why, values)), () -> true);
    }

    public CompletableFuture<Integer> refuse(Phrase why) {
        return refuse(why, Map.of());
    }

    private @Nullable String unfit() {
        return argument().isEmpty() ? null : Titles.shortened(argument());
    }

    private CompletableFuture<Integer> refuse(
            @Nullable String argument, Refusals.Reason why, BooleanSupplier stillTrue) {
        refused.set(true);
        // Words that name what did not fit are the answer to no other command.
        BooleanSupplier concerns = () -> stillTrue.getAsBoolean()
                && (argument != null || !moment.overtaken().getAsBoolean());
        var first = new Refusals.Refused(command.name(), argument, concerns);
        return outbox.send(place(), new Refusals(first, why, language, texts), answer());
    }

    /** Notes that the command is not carried out, whether or not anybody is told. */
    public void leaveOut() {
        refused.set(true);
    }

    /** Returns whether it is known so far that the command is not carried out. */
    public boolean isRefused() {
        return refused.get();
    }

    /** Returns the answer to {@link #isRefused()}, for those who may hold it longer than the command itself. */
    public BooleanSupplier refusal() {
        return refused::get;
    }

    /**
     * Answers with a failure that changes while it waits, however late: it stands for several commands.
     *
     * @param failure asked right before the answer leaves
     */
    public CompletableFuture<Integer> replyForAll(Supplier<Failure> failure) {
        Draft draft = () -> Optional.of(Content.of(texts.html(language, failure.get())));
        return outbox.send(place(), draft, Terms.announcement().answering(command.messageId()));
    }

    /**
     * Answers in a separate message, which may be {@link #takeBack taken back}. It is left out when it is no longer true.
     * Other answers are never folded into it.
     *
     * @param stillTrue asked right before the answer leaves
     */
    public CompletableFuture<Integer> replyAloneWhile(BooleanSupplier stillTrue, Phrase phrase) {
        Content words = Content.of(texts.html(language, phrase));
        Draft alone = () -> stillTrue.getAsBoolean() ? Optional.of(words) : Optional.empty();
        return outbox.send(place(), alone, answer());
    }

    /** Deletes an answer that is over and stands alone in its message. One that was never sent has no number. */
    public void takeBack(int answer) {
        if (answer > 0) {
            CompletableFuture<Integer> _ = outbox.delete(chat().id(), answer);
        }
    }

    /** Puts other words in the place of an answer that stands alone in its message. */
    public void correct(int answer, Phrase phrase) {
        Content words = Content.of(texts.html(language, phrase));
        CompletableFuture<Integer> _ = outbox.edit(chat().id(), answer, Draft.of(words), Terms.announcement());
    }

    /** Puts words that are written when they leave in the place of an answer that stands alone in its message. */
    public void correct(int answer, Draft words) {
        CompletableFuture<Integer> _ = outbox.edit(chat().id(), answer, words, Terms.upkeep());
    }

    /**
     * Corrects an answer.
     *
     * @param failure asked right before the correction leaves
     */
    public void correct(int answer, Supplier<Failure> failure) {
        Draft draft = () -> Optional.of(Content.of(texts.html(language, failure.get())));
        CompletableFuture<Integer> _ = outbox.edit(chat().id(), answer, draft, Terms.announcement());
    }

    /** Answers if there is room for it. Otherwise the words are dropped. */
    public CompletableFuture<Integer> mention(Phrase phrase, Map<String, ?> values) {
        var content = Content.of(texts.html(language, phrase, values));
        return outbox.send(place(), content, Terms.decoration(command.messageId()));
    }

    /**
     * Answers with a message that is written already. Equal ones that wait become one.
     *
     * @param html with everything that people wrote escaped
     */
    public CompletableFuture<Integer> reply(String html) {
        return reply(Content.of(html));
    }

    /** Answers with a message that may have buttons. Equal ones that wait become one. */
    public CompletableFuture<Integer> reply(Content content) {
        return outbox.send(place(), Draft.once(content), answer());
    }

    /** Answers everybody who asks for the same while the answer waits with one message. */
    public CompletableFuture<Integer> replyOnce(Content content) {
        return outbox.send(place(), Draft.once(content), terms());
    }

    /** Returns the terms of an answer, which name the message and when it was sent. */
    public Terms terms() {
        return answer().askedAgo(moment.age());
    }

    private Terms answer() {
        Asker asker = new Asker(sender().id(), Html.escaped(Titles.shortened(sender().name())));
        return Terms.reply(command.messageId()).askedBy(asker);
    }

    /** Returns how long ago the person sent it, null when Telegram does not say. */
    public @Nullable Duration age() {
        return moment.age();
    }
}
