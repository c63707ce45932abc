package dev.muzon.gateway.note;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The answers to notes that people show to the bot. The text takes the place of a sign that it is being read. Each is on a
 * separate thread, so that the chat's next update does not wait.
 */
@Component
class ShownNotes {
    private static final String MARK = "🎙";

    /** Longer texts are shown folded. */
    private static final int FOLDED_FROM = 600;

    private final NoteAccounts accounts;
    private final Outbox outbox;
    private final Texts texts;
    private final FailureLog failures;

    ShownNotes(NoteAccounts accounts, Outbox outbox, Texts texts, FailureLog failures) {
        this.accounts = accounts;
        this.outbox = outbox;
        this.texts = texts;
        this.failures = failures;
    }

    /** Returns whether a file is a voice or video note. */
    static boolean isNote(@Nullable TelegramFile file) {
        return file != null && (file.kind() == Track.Kind.VOICE_MESSAGE || file.kind() == Track.Kind.VIDEO_MESSAGE);
    }

    /**
     * Answers with a note's text as the first account of the person reads it, or with why there is none.
     *
     * @return complete once Telegram has the last part
     */
    CompletableFuture<?> answer(Invocation invocation, TelegramFile note) {
        return CompletableFuture.runAsync(
                () -> {
                    try (var _ = LogContext.ofChat(invocation.chat().id())) {
                        carryOut(invocation, note);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw Failure.of(FailureCode.DRAINING, "interrupted while a note was read")
                                .causedBy(e);
                    }
                },
                WorkContext::aside);
    }

    private void carryOut(Invocation invocation, TelegramFile note) throws InterruptedException {
        Integer command = invocation.command().messageId();
        int line = Outbox.await(outbox.send(invocation.place(), Content.of(MARK + " …"), Terms.decoration(command)));
        Terms terms = Terms.announcement().answering(command);
        List<Content> parts = parts(invocation, note);
        for (int i = 0; i < parts.size(); i++) {
            Content part = parts.get(i);
            CompletableFuture<Integer> said = i > 0 || line == Outbox.DROPPED
                    ? outbox.send(invocation.place(), part, terms)
                    : outbox.edit(invocation.chat().id(), line, Draft.of(part), terms)
                            .exceptionallyCompose(_ -> outbox.send(invocation.place(), part, terms));
            Outbox.await(said);
        }
    }

    private List<Content> parts(Invocation invocation, TelegramFile note) {
        try {
            List<AccountView> theirs = accounts.of(invocation.sender());
            if (theirs.isEmpty()) { // since the command came
                return List.of(Content.of(texts.html(invocation.language(), NotePhrase.NOT_YOURS)));
            }
            List<String> parts =
                    accounts.read(theirs.getFirst(), note, invocation.language().tag());
            List<Content> contents = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                contents.add(part(parts.get(i), i + 1, parts.size()));
            }
            return contents;
        } catch (Throwable e) { // also an Error: the person waits for an answer
            return List.of(Content.of(texts.html(invocation.language(), failures.report("/transcribe", e))));
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
