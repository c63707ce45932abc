package dev.muzon.gateway.music.notification;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.music.player.SleepNote;
import dev.muzon.gateway.music.search.SearchText;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.SearchView;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Words for what became of a request, in the chat's language. */
@Component
class OutcomeText {
    private final QueuedText queued;
    private final SearchText search;
    private final KnownPlayers known;
    private final PlayerClient players;
    private final ChatLanguages languages;
    private final Texts texts;

    OutcomeText(
            QueuedText queued,
            SearchText search,
            KnownPlayers known,
            PlayerClient players,
            ChatLanguages languages,
            Texts texts) {
        this.queued = queued;
        this.search = search;
        this.known = known;
        this.players = players;
        this.languages = languages;
        this.texts = texts;
    }

    /**
     * Returns an announcement that takes in later ones of the same chat while it waits.
     *
     * @param earlier the requests before it that nobody has answered
     * @param told holds the answer once it has left, if it tells of trouble
     */
    Draft queued(PlayerEvent.TracksQueued event, Set<String> earlier, AtomicReference<@Nullable TroubledAnswer> told) {
        return queued.of(event, earlier, languages.of(event.chat().id()), told);
    }

    /** Tells of a track that went wrong without ever having had a card. */
    Draft ended(PlayerEvent.TrackEnded event) {
        Language language = languages.of(event.chat().id());
        var values = new HashMap<String, Object>();
        if (event.failure() != null) {
            values.put("why", texts.plain(language, event.failure()));
        }
        Duration at = event.at();
        if (at != null) {
            values.put("at", Times.clock(at));
        }
        values.put("title", TrackNames.full(event.entry().track(), texts, language));
        Phrase phrase = event.reason() == EndReason.TRUNCATED ? MusicPhrase.ENDED_TRUNCATED : MusicPhrase.ENDED_FAILED;
        return Draft.of(Content.of(texts.html(language, phrase, values)));
    }

    /**
     * Tells of a request that came to nothing.
     *
     * @param similar what may have been meant, empty when nobody knows
     */
    Draft failed(PlayerEvent.RequestFailed event, Optional<Similar> similar) {
        Language language = languages.of(event.chat().id());
        String why = texts.html(language, event.failure()) + silent(event.failure(), language);
        return Draft.of(similar.map(found -> search.answer(found.words(), found.view(), language))
                .orElseGet(() -> Content.of(why)));
    }

    private String silent(Failure failure, Language language) {
        return failure instanceof Failure.UserError nothing
                        && nothing.args().get("silent") instanceof FailureArgument.Text(String names)
                ? "\n" + Html.escaped(search.silent(List.of(names.split(",")), language))
                : "";
    }

    /**
     * The tracks that a request which found nothing may have meant.
     *
     * @param words of the request
     */
    record Similar(String words, SearchView view) {}

    /** Tells how many files of an album could not be used. */
    Draft leftOut(int count, int asked, long chat) {
        return Draft.of(Content.of(
                texts.html(languages.of(chat), MusicPhrase.ALBUM_LEFT_OUT, Map.of("count", count, "asked", asked))));
    }

    /** Tells why the music fell silent by itself. Nothing is said when it goes on, or a person ended it, by then. */
    Draft rested(PlayerEvent.PlayerRested event) {
        MusicPhrase phrase = switch (event.reason()) {
            case SLEEP -> MusicPhrase.SLEPT;
            case ALONE -> MusicPhrase.PAUSED_ALONE;
            case LEFT_ALONE -> MusicPhrase.LEFT_ALONE;
        };
        PlayerId id = new PlayerId(event.chat().id());
        PlayerView told = known.of(id).orElse(null);
        return () -> players.now(id)
                        .or(() -> known.of(id).filter(it -> !it.equals(told)))
                        .filter(newest -> !rests(newest, event.reason()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Content.of(ended(phrase, Optional.ofNullable(told), languages.of(id.chatId()))));
    }

    /** Returns whether the music is silent still, and for this reason as far as the player says. */
    private static boolean rests(PlayerView player, PlayerEvent.PlayerRested.Reason reason) {
        boolean byPerson = player.pause() != null && player.pause().by() != null;
        return player.state() == PlayerState.PAUSED && !(byPerson && reason == PlayerEvent.PlayerRested.Reason.ALONE);
    }

    /** Tells that nothing waits any more. Nothing is said when something plays again by then. */
    Draft queueEnded(PlayerEvent.QueueEnded event) {
        long chat = event.chat().id();
        Optional<PlayerView> told = known.of(new PlayerId(chat));
        MusicPhrase phrase = known.nothingFollows(new PlayerId(chat))
                ? MusicPhrase.QUEUE_ENDED_NOTHING_RELATED
                : MusicPhrase.QUEUE_ENDED;
        return () -> known.hasGoneOn(new PlayerId(chat))
                ? Optional.empty()
                : Optional.of(Content.of(ended(phrase, told, languages.of(chat))));
    }

    private String ended(MusicPhrase phrase, Optional<PlayerView> before, Language language) {
        String news = texts.html(language, phrase);
        return switch (phrase) {
            case QUEUE_ENDED, QUEUE_ENDED_NOTHING_RELATED, LEFT_ALONE -> SleepNote.after(news, before, texts, language);
            default -> news;
        };
    }
}
