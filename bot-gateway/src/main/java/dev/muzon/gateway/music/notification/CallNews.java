package dev.muzon.gateway.music.notification;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.music.player.SleepNote;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Messages about calls that are in trouble or given up. One that is no longer true when its turn comes is not sent. */
@Component
class CallNews {
    private static final Set<FailureCode> COUNTED =
            EnumSet.of(FailureCode.VOICE_CHAT_ENDED, FailureCode.ASSISTANT_REMOVED, FailureCode.TRACKS_FAILED);

    private static final String SAFE = "count";
    private static final String SAFE_BUT_PAUSED = "paused";

    private final CallText text;
    private final Texts texts;
    private final ChatLanguages languages;
    private final KnownPlayers known;
    private final PlayerClient players;

    CallNews(CallText text, Texts texts, ChatLanguages languages, KnownPlayers known, PlayerClient players) {
        this.text = text;
        this.texts = texts;
        this.languages = languages;
        this.known = known;
        this.players = players;
    }

    /** Returns the trouble as it is now, which may be another by then. Empty when the music waits for nothing more. */
    Optional<PlayerEvent.CallTroubled> lasting(PlayerEvent.CallTroubled event) {
        PlayerView told = event.player();
        PlayerView newest = newest(told.id()).filter(now -> isNewer(now, told)).orElse(told);
        if (newest.equals(told)) {
            return Optional.of(event);
        }
        return waits(newest) && !triesAfresh(newest, event) ? Optional.of(asOf(newest, event)) : Optional.empty();
    }

    /** Writes what the music waits for. */
    Content troubled(PlayerEvent.CallTroubled event) {
        return Content.of(text.troubled(event, languages.of(event.chat().id())));
    }

    private static PlayerEvent.CallTroubled asOf(PlayerView newest, PlayerEvent.CallTroubled event) {
        CallStatus call = newest.call();
        Failure why = call == null ? null : call.failure();
        return why == null || CallText.isOfSource(event)
                ? event
                : new PlayerEvent.CallTroubled(event.requestId(), event.chat(), why, event.player());
    }

    /** Writes that the music stopped, as long as it has not gone on. */
    Draft left(long chat, @Nullable Failure failure) {
        PlayerId id = new PlayerId(chat);
        PlayerView told = known.of(id).orElse(null);
        return () -> {
            Optional<PlayerView> now =
                    players.now(id).or(() -> known.of(id).filter(it -> told != null && isNewer(it, told)));
            Failure why = banned(id, now.isPresent() ? counted(failure, now.get()) : failure);
            return now.filter(CallNews::tries).isPresent()
                    ? Optional.empty()
                    : said(
                            id,
                            language -> SleepNote.after(
                                    left(failure, why, language), Optional.ofNullable(told), texts, language));
        };
    }

    /** Writes the ban that a removal which was told turned out to be. Nothing is said once the music plays, is over or paused. */
    Draft banned(long chat, Failure removal) {
        PlayerId id = new PlayerId(chat);
        return () -> newest(id)
                .filter(now -> now.current() != null && now.state() != PlayerState.PLAYING)
                .map(now -> counted(removal, now))
                .flatMap(CallNews::asBan)
                .flatMap(why -> said(id, language -> text.troubled(why, language)));
    }

    private static Optional<Failure> asBan(Failure removal) {
        return removal instanceof Failure.UserError told && !told.args().containsKey(SAFE_BUT_PAUSED)
                ? Optional.of(Failure.of(FailureCode.ASSISTANT_BANNED, told.detail(), told.args()))
                : Optional.empty();
    }

    /** Names the ban that a removal was. Paused music does not go on when it is lifted, so that it stays a removal. */
    private @Nullable Failure banned(PlayerId id, @Nullable Failure why) {
        boolean paused = why instanceof Failure.UserError told && told.args().containsKey(SAFE_BUT_PAUSED);
        return why == null || paused ? why : known.corrected(id, why);
    }

    /** Writes of an end. A ban that was told as a removal is news, and not what was tried for long. */
    private String left(@Nullable Failure told, @Nullable Failure why, Language language) {
        return told != null && why != null && told.code() != why.code()
                ? text.troubled(why, language)
                : text.left(why, language);
    }

    /** Returns whether the player tries again, because something has changed since. It tells what still lasts. */
    private static boolean triesAfresh(PlayerView newest, PlayerEvent.CallTroubled event) {
        CallStatus call = newest.call();
        return event.failure() instanceof Failure.UserError
                && !CallText.isOfSource(event)
                && call != null
                && call.failure() == null;
    }

    /** Returns the player as it is. Events that tell of it wait behind the message that asks. */
    private Optional<PlayerView> newest(PlayerId id) {
        return players.now(id).or(() -> known.of(id));
    }

    private static boolean isNewer(PlayerView newest, PlayerView told) {
        return newest.revision() > told.revision();
    }

    private Optional<Content> said(PlayerId id, Function<Language, String> words) {
        return Optional.of(Content.of(words.apply(languages.of(id.chatId()))));
    }

    /**
     * Counts the tracks that are safe now. Some may have been skipped, and the music paused, since the news came. Paused
     * music does not go on when another reason passes, so that none is named.
     */
    private static @Nullable Failure counted(@Nullable Failure failure, PlayerView now) {
        boolean paused = CallText.phrase(now) == MusicPhrase.CARD_PAUSED;
        if (!(failure instanceof Failure.UserError told) || !COUNTED.contains(told.code())) {
            return paused ? null : failure;
        }
        Map<String, FailureArgument> values = new HashMap<>(told.args());
        values.keySet().removeAll(Set.of(SAFE, SAFE_BUT_PAUSED));
        if (now.current() != null) {
            values.put(
                    paused ? SAFE_BUT_PAUSED : SAFE,
                    FailureArgument.count(1L + now.queue().size()));
        }
        return Failure.of(told.code(), told.detail(), values);
    }

    /** Returns whether somebody waits for the music. Nobody does while it is paused, and an end is told as such. */
    private static boolean waits(PlayerView player) {
        return switch (player.state()) {
            case STARTING, RECONNECTING -> true;
            case IDLE, PLAYING, PAUSED -> false;
        };
    }

    private static boolean tries(PlayerView player) {
        return switch (player.state()) {
            case STARTING, RECONNECTING, PLAYING -> true;
            case IDLE, PAUSED -> false;
        };
    }
}
