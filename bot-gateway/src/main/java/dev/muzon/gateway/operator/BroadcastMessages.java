package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The messages of a broadcast: those to groups, and what its operator sees of it. */
@Component
class BroadcastMessages {
    static final String PREFIX = "broadcast";
    static final String SEND = "send";
    static final String CANCEL = "cancel";

    private final Outbox outbox;
    private final Texts texts;
    private final ChatLanguages languages;
    private final FailureLog failures;

    BroadcastMessages(Outbox outbox, Texts texts, ChatLanguages languages, FailureLog failures) {
        this.outbox = outbox;
        this.texts = texts;
        this.languages = languages;
        this.failures = failures;
    }

    /** Does something whose failure is noted. Returns whether it succeeded. */
    boolean guarded(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Throwable e) { // also an Error: who goes on later must know that this did not happen
            failures.report("Broadcast", e);
            return false;
        }
    }

    /** Returns the draft with its two buttons. */
    Content draft(String id, String text, long groups, Language language) {
        return new Content(
                texts.html(language, OperatorPhrase.BROADCAST_DRAFT, Map.of("count", groups, "text", text)),
                List.of(
                        List.of(button(id, SEND, OperatorPhrase.BROADCAST_SEND, language)),
                        List.of(button(id, CANCEL, OperatorPhrase.BROADCAST_CANCEL, language))));
    }

    /** Shows that the draft is being sent, with a button that ends that. */
    void began(Broadcast broadcast, int message) {
        Language language = languages.of(broadcast.owner());
        String html = texts.html(language, OperatorPhrase.BROADCAST_RUNNING, Map.of("text", broadcast.text()));
        Content content = new Content(
                html, List.of(List.of(button(broadcast.id(), CANCEL, OperatorPhrase.BROADCAST_STOP, language))));
        CompletableFuture<Integer> _ = outbox.edit(broadcast.owner(), message, content);
    }

    /** Shows that the draft is sent to nobody. */
    void dismissed(Broadcast broadcast, int message) {
        CompletableFuture<Integer> _ =
                outbox.edit(broadcast.owner(), message, content(broadcast, OperatorPhrase.BROADCAST_DISMISSED));
    }

    /**
     * Takes the button from the draft, and tells in a separate message how many groups have it.
     *
     * @return complete once nobody is left to tell, cancelled when another gateway speaks for the bot now
     */
    CompletableFuture<?> ended(Broadcast broadcast) {
        Integer message = broadcast.message();
        if (message != null) {
            CompletableFuture<Integer> _ =
                    outbox.edit(broadcast.owner(), message, content(broadcast, OperatorPhrase.BROADCAST_OVER));
        }
        return outbox.send(broadcast.owner(), content(broadcast, OperatorPhrase.BROADCAST_DONE), null)
                .exceptionally(thrown -> {
                    if (thrown instanceof CancellationException cutOff) {
                        throw cutOff;
                    }
                    failures.report("end of broadcast " + broadcast.id(), thrown);
                    return Outbox.DROPPED;
                });
    }

    /**
     * Sends it to a group. Cards and outcomes of that group go first.
     *
     * @return whether the group has it. Cancelled when another gateway speaks for the bot now, and goes on
     */
    CompletableFuture<Boolean> send(Conversation group, String text, Duration patience) {
        return outbox.send(
                        Destination.of(group.id()),
                        Content.of(Html.escaped(text)),
                        Terms.announcement().usefulFor(patience))
                .copy()
                .completeOnTimeout(Outbox.DROPPED, patience.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                .handle((message, thrown) -> {
                    if (thrown instanceof CancellationException
                            || (thrown != null && thrown.getCause() instanceof CancellationException)) {
                        throw new CancellationException();
                    }
                    if (thrown != null) {
                        failures.report("broadcast to chat " + group.id(), thrown);
                    }
                    return thrown == null && message != Outbox.DROPPED;
                });
    }

    private Content content(Broadcast broadcast, OperatorPhrase phrase) {
        var values = new HashMap<String, Object>(Map.of("text", broadcast.text(), "count", broadcast.sent()));
        if (broadcast.missed() > 0) {
            values.put("missed", broadcast.missed());
        }
        return Content.of(texts.html(languages.of(broadcast.owner()), phrase, values));
    }

    private Content.Button button(String id, String action, OperatorPhrase label, Language language) {
        return new Content.Button(texts.plain(language, label), PREFIX + ":" + id + ":" + action);
    }
}
