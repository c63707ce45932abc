package dev.muzon.gateway.card;

import dev.muzon.gateway.access.ControlAccess;
import dev.muzon.gateway.language.ChatLanguages;
import dev.muzon.gateway.outbox.Outbox;
import dev.muzon.gateway.player.Controls;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.text.Texts;
import dev.muzon.protocol.Language;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.resilience.FailureLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Carries out what a pressed button asks for. Every press is answered once. */
@Component
public class CardButtons {
    private final CardStore store;
    private final Cards cards;
    private final Controls controls;
    private final ControlAccess access;
    private final Outbox outbox;
    private final ChatLanguages languages;
    private final Texts texts;
    private final FailureLog failures;
    private final MeterRegistry meters;

    CardButtons(
            CardStore store,
            Cards cards,
            Controls controls,
            ControlAccess access,
            Outbox outbox,
            ChatLanguages languages,
            Texts texts,
            FailureLog failures,
            MeterRegistry meters) {
        this.store = store;
        this.cards = cards;
        this.controls = controls;
        this.access = access;
        this.outbox = outbox;
        this.languages = languages;
        this.texts = texts;
        this.failures = failures;
        this.meters = meters;
    }

    /** @return complete once Telegram has the answer */
    public CompletableFuture<?> pressed(Incoming.ButtonPress press) {
        Language language = press.chat() == null
                ? Language.of(press.sender().languageTag())
                : languages.of(press.chat(), press.sender());
        try {
            String said = act(press)
                    .flatMap(CardAction::done)
                    .map(phrase -> texts.plain(language, phrase))
                    .orElse(null);
            return outbox.answer(press.callbackId(), said, false);
        } catch (RuntimeException e) {
            Failure failure = failures.report("button " + name(press), e);
            boolean alert = failure.code() == FailureCode.NO_RIGHT;
            return outbox.answer(press.callbackId(), texts.plain(language, failure), alert);
        }
    }

    private Optional<CardAction> act(Incoming.ButtonPress press) {
        Conversation chat = press.chat();
        Press meant = Press.parse(press.data()).orElseThrow(() -> stale("no card's data"));
        meters.counter("muzon.buttons", "action", meant.action().name()).increment();
        if (chat == null) {
            throw stale("Telegram forgot the message");
        }
        Card card = store.live(chat.id())
                .filter(it -> it.messageId() == press.messageId())
                .orElseThrow(() -> stale("not the live card"));
        if (meant.epoch() < card.player().epoch()) {
            throw stale("the card has moved on");
        }
        Optional<PlayerCommand> command = meant.action().command();
        if (command.isPresent()) {
            controls.perform(press.dedupeId(), chat, press.sender(), command.get(), meant.epoch())
                    .ifPresent(change -> cards.update(change.after()));
        } else {
            access.checkMay(press.sender(), chat, new PlayerCommand.Pause(), card.player());
            cards.close(card);
        }
        return Optional.of(meant.action());
    }

    /** The data of a button comes from any client and may hold anything. */
    private static String name(Incoming.ButtonPress press) {
        return Press.parse(press.data()).map(it -> it.action().name()).orElse("unreadable");
    }

    private static RuntimeException stale(String detail) {
        return Failure.user(FailureCode.STALE_BUTTON, detail).asException();
    }
}
