package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.gateway.music.player.ControlAccess;
import dev.muzon.gateway.music.player.Controls;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The buttons of the card. */
@Component
class CardButtons implements CallbackHandler {
    private final CardStore store;
    private final Cards cards;
    private final Controls controls;
    private final ControlAccess access;
    private final BotAccount account;
    private final MeterRegistry meters;

    CardButtons(
            CardStore store,
            Cards cards,
            Controls controls,
            ControlAccess access,
            BotAccount account,
            MeterRegistry meters) {
        this.store = store;
        this.cards = cards;
        this.controls = controls;
        this.access = access;
        this.account = account;
        this.meters = meters;
    }

    @Override
    public String prefix() {
        return CardAction.PREFIX;
    }

    @Override
    public Reaction pressed(Incoming.ButtonPress press, String data) {
        Conversation chat = press.chat();
        Press meant = Press.parse(data).orElseThrow(() -> stale("data of no card"));
        meters.counter("muzon.card.buttons", "action", meant.action().name()).increment();
        if (chat == null) {
            throw stale("Telegram forgot the message");
        }
        Card card = store.live(chat.id())
                .filter(it -> it.messageId() == press.messageId())
                .orElseThrow(() -> stale("not the live card"));
        if (meant.epoch() < card.player().epoch()) {
            throw stale("the card has moved on");
        }
        Optional<PlayerCommand> command = meant.action().command(card.player());
        if (command.isPresent()) {
            Change change;
            try {
                change = controls.perform(
                        press.requestId(account.id()), chat, press.sender(), command.get(), meant.epoch());
            } catch (FailureException e) {
                if (e.failure().code() != FailureCode.SEEK_PAST_END) {
                    throw e;
                }
                return Reaction.says(MusicPhrase.NEAR_END);
            }
            cards.update(change.after());
            return Reaction.of(done(meant.action(), change));
        } else {
            access.checkMay(press.sender(), chat, new PlayerCommand.Pause(), card.player());
            cards.close(card);
        }
        return Reaction.of(meant.action().done());
    }

    private static Optional<Phrase> done(CardAction action, Change change) {
        if (action == CardAction.RESUME && change.after().state() != PlayerState.PLAYING) {
            return Optional.ofNullable(CallText.phrase(change.after()));
        }
        if (action == CardAction.RESUME && change.stays(PlayerState.PLAYING)) {
            return Optional.of(MusicPhrase.ALREADY_PLAYING);
        }
        if (action == CardAction.PAUSE && change.stays(PlayerState.PAUSED)) {
            return Optional.of(MusicPhrase.ALREADY_PAUSED);
        }
        return action.done(change.before().queue(), change.after().queue());
    }

    private static RuntimeException stale(String detail) {
        return Failure.of(FailureCode.STALE_BUTTON, detail).asException();
    }
}
