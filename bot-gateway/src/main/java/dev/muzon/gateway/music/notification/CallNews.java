package dev.muzon.gateway.music.notification;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Messages about calls that are in trouble or given up. One that is no longer true when its turn comes is not sent. */
@Component
class CallNews {
    private final CallText text;
    private final ChatLanguages languages;
    private final KnownPlayers known;

    CallNews(CallText text, ChatLanguages languages, KnownPlayers known) {
        this.text = text;
        this.languages = languages;
        this.known = known;
    }

    /** Writes what the music waits for, as long as it waits. */
    Draft troubled(PlayerEvent.CallTroubled event) {
        return draft(
                event.player(),
                CallNews::waits,
                () -> text.troubled(event.failure(), languages.of(event.chat().id())));
    }

    /** Writes that the music stopped, as long as nobody started it again. */
    Draft left(long chat, @Nullable Failure failure) {
        return draft(
                known.of(new PlayerId(chat)).orElse(null),
                Predicate.not(CallNews::tries),
                () -> text.left(failure, languages.of(chat)));
    }

    /**
     * Makes a draft that is true until a newer view says otherwise.
     *
     * @param told the player when the news came, null when it was not known
     */
    private Draft draft(@Nullable PlayerView told, Predicate<PlayerView> stillTrue, Supplier<String> words) {
        return () -> told != null
                        && known.of(new PlayerId(told.chat().id()))
                                .filter(newest -> newest.revision() > told.revision())
                                .filter(Predicate.not(stillTrue))
                                .isPresent()
                ? Optional.empty()
                : Optional.of(Content.of(words.get()));
    }

    private static boolean waits(PlayerView player) {
        return switch (player.state()) {
            case STARTING, RECONNECTING -> true;
            case IDLE, PLAYING -> false;
            case PAUSED -> player.call() != null && player.call().failure() != null;
        };
    }

    private static boolean tries(PlayerView player) {
        return switch (player.state()) {
            case STARTING, RECONNECTING, PLAYING -> true;
            case IDLE, PAUSED -> false;
        };
    }
}
