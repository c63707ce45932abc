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
import dev.muzon.resilience.FailureLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
     * @return complete once Telegram has the answer
     */
    @Override
    public CompletableFuture<?> handle(Incoming.ButtonPress press) {
        Language language = languages.of(press.chat(), press.sender());
        int colon = press.data().indexOf(':');
        String prefix = colon < 0 ? "" : press.data().substring(0, colon);
        CallbackHandler handler = handlers.get(prefix);
        String kind = handler == null ? "unknown" : prefix;
        meters.counter("muzon.buttons", "kind", kind).increment();
        try {
            Optional<Phrase> said = refusal(press)
                    .or(() -> handler == null
                            ? Optional.of(BotPhrase.BUTTON_UNKNOWN)
                            : handler.pressed(press, press.data().substring(colon + 1)));
            return outbox.answer(
                    press.callbackId(),
                    said.map(phrase -> texts.plain(language, phrase)).orElse(null),
                    false);
        } catch (Throwable e) { // also an Error: the presser's app shows a clock until it is answered
            Failure failure = failures.report("button " + kind, e);
            return outbox.answer(
                    press.callbackId(), texts.plain(language, failure), failure.code() == FailureCode.NO_RIGHT);
        }
    }

    private Optional<Phrase> refusal(Incoming.ButtonPress press) {
        return press.chat() == null || admission.serves(press.sender(), press.chat())
                ? Optional.empty()
                : Optional.of(BotPhrase.PRIVATE_GROUP);
    }
}
