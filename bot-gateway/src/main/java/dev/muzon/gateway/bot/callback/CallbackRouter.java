package dev.muzon.gateway.bot.callback;

import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The router of button presses to the features whose buttons they are. Every press is answered once, whatever comes of
 * it.
 */
@Component
class CallbackRouter implements UpdateHandler<Incoming.ButtonPress> {
    private final Map<String, CallbackHandler> handlers;
    private final Admission admission;
    private final Outbox outbox;
    private final ChatLanguages languages;
    private final Texts texts;
    private final FailureLog failures;
    private final MeterRegistry meters;

    CallbackRouter(
            List<CallbackHandler> handlers,
            Admission admission,
            Outbox outbox,
            ChatLanguages languages,
            Texts texts,
            FailureLog failures,
            MeterRegistry meters) {
        this.handlers = handlers.stream().collect(Collectors.toMap(CallbackHandler::prefix, Function.identity()));
        this.admission = admission;
        this.outbox = outbox;
        this.languages = languages;
        this.texts = texts;
        this.failures = failures;
        this.meters = meters;
    }

    @Override
    public Class<Incoming.ButtonPress> type() {
        return Incoming.ButtonPress.class;
    }

    /**
     * Runs the handler of the button.
     *
     * @return complete once Telegram has the answer and the work behind it is over
     */
    @Override
    public CompletableFuture<?> handle(Incoming.ButtonPress press) {
        Language language = languages.of(press.chat(), press.sender());
        int colon = press.data().indexOf(':');
        String prefix = prefix(press);
        CallbackHandler handler = handlers.get(prefix);
        String kind = handler == null ? "unknown" : prefix;
        meters.counter("muzon.buttons", "kind", kind).increment();
        try {
            Reaction reaction = refusal(press)
                    .map(Reaction::says)
                    .orElseGet(() -> handler == null
                            ? Reaction.says(BotPhrase.BUTTON_UNKNOWN)
                            : handler.pressed(press, press.data().substring(colon + 1)));
            CompletableFuture<?> answer = reaction.words()
                    .thenCompose(words -> outbox.answer(
                            press.callbackId(),
                            words.map(phrase -> texts.plain(language, phrase)).orElse(null),
                            false))
                    .exceptionallyCompose(thrown -> isCutOff(cause(thrown))
                            ? CompletableFuture.failedFuture(thrown)
                            : refused(press, kind, language, thrown));
            return CompletableFuture.allOf(
                    answer, reaction.work().exceptionallyCompose(thrown -> ended("button " + kind, thrown)));
        } catch (Throwable e) { // also an Error: the presser's app shows a clock until it is answered
            return refused(press, kind, language, e);
        }
    }

    private CompletableFuture<Void> refused(
            Incoming.ButtonPress press, String kind, Language language, Throwable thrown) {
        Failure failure = failures.report("button " + kind, cause(thrown));
        return outbox.answer(
                press.callbackId(), texts.plain(language, failure), failure.code() == FailureCode.NO_RIGHT);
    }

    @Override
    public boolean lasts(Incoming.ButtonPress press) {
        CallbackHandler handler = handlers.get(prefix(press));
        return handler != null && handler.lasts();
    }

    private static String prefix(Incoming.ButtonPress press) {
        int colon = press.data().indexOf(':');
        return colon < 0 ? "" : press.data().substring(0, colon);
    }

    /** Ends the work of a press. What the end of the process cuts off is left to the next leader. */
    private <T> CompletableFuture<T> ended(String button, Throwable thrown) {
        Throwable cause = cause(thrown);
        if (isCutOff(cause)) {
            return CompletableFuture.failedFuture(cause);
        }
        failures.report(button, cause);
        return CompletableFuture.completedFuture(null);
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private static boolean isCutOff(Throwable cause) {
        return cause instanceof CancellationException
                || (cause instanceof FailureException failed && failed.failure().code() == FailureCode.DRAINING);
    }

    private Optional<Phrase> refusal(Incoming.ButtonPress press) {
        return press.chat() == null || admission.serves(press.sender(), press.chat())
                ? Optional.empty()
                : Optional.of(BotPhrase.PRIVATE_GROUP);
    }
}
