package dev.muzon.gateway.music.retry;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.trace.WorkContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The news that a group's voice chat was started. A player that is paused says so, because it does not go on. */
@Component
class StartedVoiceChats implements UpdateHandler<Incoming.VoiceChatStarted> {
    private final CallRetries retries;
    private final Cards cards;
    private final PlayerClient players;
    private final KnownPlayers known;
    private final StatusMessages statuses;
    private final Outbox outbox;
    private final ChatLanguages languages;
    private final Texts texts;
    private final CallText calls;
    private final FailureLog failures;

    StartedVoiceChats(
            CallRetries retries,
            Cards cards,
            PlayerClient players,
            KnownPlayers known,
            StatusMessages statuses,
            Outbox outbox,
            ChatLanguages languages,
            Texts texts,
            CallText calls,
            FailureLog failures) {
        this.retries = retries;
        this.cards = cards;
        this.players = players;
        this.known = known;
        this.statuses = statuses;
        this.outbox = outbox;
        this.languages = languages;
        this.texts = texts;
        this.calls = calls;
        this.failures = failures;
    }

    @Override
    public Class<Incoming.VoiceChatStarted> type() {
        return Incoming.VoiceChatStarted.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.VoiceChatStarted started) {
        known.voiceChatBegan(new PlayerId(started.chat().id()));
        retries.publish(started, started.chat(), "a voice chat was started");
        return CompletableFuture.completedFuture(started.chat().id())
                .thenComposeAsync(this::remind, WorkContext::aside);
    }

    private CompletableFuture<?> remind(long chat) {
        try {
            PlayerView player = players.view(new PlayerId(chat));
            cards.update(player);
            QueueEntry current = player.current();
            if (current != null && waitsForPerson(player)) {
                return outbox.send(statuses.placeOf(current, chat), reminder(player), Terms.state())
                        .thenAccept(message -> takeBackOnceOver(player.id(), message));
            }
        } catch (FailureException e) {
            failures.report("Pause in chat " + chat, e);
        }
        return CompletableFuture.completedFuture(null);
    }

    /** Deletes a reminder once nobody has to resume the music, which its answer or its card tells then. */
    private void takeBackOnceOver(PlayerId id, int message) {
        if (message == Outbox.DROPPED) {
            return;
        }
        known.follow(id, view -> {
            boolean over = !waitsForPerson(known.newest(view));
            if (over) {
                CompletableFuture<Integer> _ = outbox.delete(id.chatId(), message);
            }
            return over;
        });
    }

    private Draft reminder(PlayerView player) {
        return () -> Optional.of(known.newest(player))
                .filter(StartedVoiceChats::waitsForPerson)
                .map(newest ->
                        Content.of(words(newest, languages.of(player.chat().id()))));
    }

    private String words(PlayerView player, Language language) {
        String why = CallText.failedTracks(player) ? calls.state(player, language) : null;
        return why == null ? texts.html(language, MusicPhrase.PAUSED_HERE) : Html.escaped(why);
    }

    /** Returns whether a person has to resume it. After other trouble it goes on by itself. */
    private static boolean waitsForPerson(PlayerView player) {
        return player.current() != null
                && (CallText.phrase(player) == MusicPhrase.CARD_PAUSED || CallText.failedTracks(player));
    }
}
