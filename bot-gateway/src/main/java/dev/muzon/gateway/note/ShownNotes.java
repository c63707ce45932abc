package dev.muzon.gateway.note;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.chat.PrivateAnswer;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.WorkContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The answers to notes that people show to the bot, by a command or in its private chat. The text takes the place of a
 * sign that it is being read. Each is on a separate thread, so that the chat's next update does not wait.
 */
@Component
class ShownNotes implements PrivateAnswer {
    private static final String MARK = "🎙";

    /** Longer texts are shown folded. */
    private static final int FOLDED_FROM = 600;

    private final NoteAccounts accounts;
    private final ChatLanguages languages;
    private final Outbox outbox;
    private final Texts texts;
    private final FailureLog failures;

    ShownNotes(NoteAccounts accounts, ChatLanguages languages, Outbox outbox, Texts texts, FailureLog failures) {
        this.accounts = accounts;
        this.languages = languages;
        this.outbox = outbox;
        this.texts = texts;
        this.failures = failures;
    }

    /** A message that shows a note, and the person who is answered. */
    private record Shown(TelegramFile note, Destination place, int messageId, Sender person, Language language) {}

    /** Returns whether a file is a voice or video note. */
    static boolean isNote(@Nullable TelegramFile file) {
        return file != null && (file.kind() == Track.Kind.VOICE_MESSAGE || file.kind() == Track.Kind.VIDEO_MESSAGE);
    }

    /** Reads each note that comes from people who may command an account. To others the bot has nothing to say of it. */
    @Override
    public Optional<CompletableFuture<?>> to(Incoming.PrivateTalk talk) {
        TelegramFile note = talk.note();
        if (note == null || !accounts.mayCommand(talk.sender())) {
            return Optional.empty();
        }
        Language language = languages.of(talk.chat(), talk.sender());
        Destination place = Destination.of(talk.chat().id());
        return Optional.of(answer(new Shown(note, place, talk.messageId(), talk.sender(), language)));
    }

    /**
     * Answers with a note's text as the first account of the person reads it, or with why there is none.
     *
     * @return complete once Telegram has the last part
     */
    CompletableFuture<?> answer(Invocation invocation, TelegramFile note) {
        return answer(new Shown(
                note,
                invocation.place(),
                invocation.command().messageId(),
                invocation.sender(),
                invocation.language()));
    }

    private CompletableFuture<?> answer(Shown shown) {
        return CompletableFuture.runAsync(
                () -> {
                    try (var _ = LogContext.ofChat(shown.place().chatId())) {
                        carryOut(shown);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw Failure.of(FailureCode.DRAINING, "interrupted while a note was read")
                                .causedBy(e);
                    }
                },
                WorkContext::aside);
    }

    private void carryOut(Shown shown) throws InterruptedException {
        Destination place = shown.place();
        Content sign = Content.of(MARK + " …");
        int line = Outbox.await(outbox.send(place, sign, Terms.decoration(shown.messageId())));
        Terms terms = Terms.announcement().answering(shown.messageId());
        List<Content> parts = parts(shown);
        for (int i = 0; i < parts.size(); i++) {
            Content part = parts.get(i);
            CompletableFuture<Integer> said = i > 0 || line == Outbox.DROPPED
                    ? outbox.send(place, part, terms)
                    : outbox.edit(place.chatId(), line, Draft.of(part), terms)
                            .exceptionallyCompose(_ -> outbox.send(place, part, terms));
            Outbox.await(said);
        }
    }

    private List<Content> parts(Shown shown) {
        Language language = shown.language();
        try {
            List<AccountView> theirs = accounts.of(shown.person());
            if (theirs.isEmpty()) { // since the note came
                return List.of(Content.of(texts.html(language, NotePhrase.NOT_YOURS)));
            }
            List<String> parts = accounts.read(theirs.getFirst(), shown.note(), language.tag());
            List<Content> contents = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                contents.add(part(parts.get(i), i + 1, parts.size()));
            }
            return contents;
        } catch (Throwable e) { // also an Error: the person waits for an answer
            return List.of(Content.of(texts.html(language, failures.report("reading a note", e))));
        }
    }

    private static Content part(String text, int number, int count) {
        boolean folded = count > 1 || text.length() >= FOLDED_FROM;
        String heading = count == 1 ? MARK : MARK + " " + number + "/" + count;
        String words = Html.escaped(text);
        return Content.of(
                folded ? heading + "<blockquote expandable>" + words + "</blockquote>" : heading + " " + words);
    }
}
