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

    /** Returns the message that the music stopped. */
    Left left(long chat, @Nullable Failure failure) {
        return new Left(new PlayerId(chat), failure);
    }

    /** Message that the music stopped. It says whether a person must go on, and names the ban that a removal was. */
    final class Left {
        private final PlayerId id;
        private final @Nullable Failure failure;
        private final @Nullable PlayerView told;
        private volatile boolean paused;
        private volatile boolean banned;

        private Left(PlayerId id, @Nullable Failure failure) {
            this.id = id;
            this.failure = failure;
            this.told = known.of(id).orElse(null);
        }

        /** Writes it, as long as the music has not gone on. */
        Draft news() {
            return () -> {
                Optional<PlayerView> now =
                        players.now(id).or(() -> known.of(id).filter(it -> told != null && isNewer(it, told)));
                return now.filter(CallNews::tries).isPresent() ? Optional.empty() : said(now);
            };
        }

        /** Writes it as the player is now. Nothing is said once the music plays or is over. */
        Draft correction() {
            return () -> newest(id)
                    .filter(now -> now.current() != null && now.state() != PlayerState.PLAYING)
                    .flatMap(now -> said(Optional.of(now)));
        }

        /**
         * Notes how the player is now. A pause that came later is told below the message.
         *
         * @return whether the message is to be corrected
         */
        boolean isOutdatedBy(PlayerView now) {
            boolean resumed = paused && !isPaused(now);
            boolean found = !banned && isBan(now);
            paused = paused && !resumed;
            banned = banned || found;
            return resumed || found;
        }

        /** Returns why the music stopped, as far as that is known. */
        @Nullable Failure why() {
            return banned && failure != null ? asBan(failure) : failure;
        }

        private Optional<Content> said(Optional<PlayerView> now) {
            paused = now.map(CallNews::isPaused).orElseGet(this::wasPaused);
            banned = banned || (failure != null && now.map(this::isBan).orElseGet(() -> isBan(failure)));
            return CallNews.this.said(
                    id, language -> SleepNote.after(words(now, language), Optional.ofNullable(told), texts, language));
        }

        private boolean wasPaused() {
            return failure instanceof Failure.UserError end && end.args().containsKey(SAFE_BUT_PAUSED);
        }

        private boolean isBan(PlayerView now) {
            CallStatus call = now.call();
            Failure seen = call == null ? null : call.failure();
            return failure != null
                    && failure.code() == FailureCode.ASSISTANT_REMOVED
                    && (isBan(failure) || (seen != null && isBan(seen)));
        }

        private boolean isBan(Failure why) {
            return known.corrected(id, why).code() == FailureCode.ASSISTANT_BANNED;
        }

        private String words(Optional<PlayerView> now, Language language) {
            Failure counted = now.map(it -> counted(failure, it)).orElse(failure);
            Failure why = banned && counted != null ? asBan(counted) : counted;
            if (paused) {
                return text.leftPaused(why, language);
            }
            // A ban that was told as a removal is news, and not what was tried for long.
            return failure != null && why != null && failure.code() != why.code()
                    ? text.troubled(why, language)
                    : text.left(why, language);
        }
    }

    private static Failure asBan(Failure removal) {
        return removal instanceof Failure.UserError told
                ? Failure.of(FailureCode.ASSISTANT_BANNED, told.detail(), told.args())
                : removal;
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

    /** Counts the tracks that are safe now. Some may have been skipped since the news came. */
    private static @Nullable Failure counted(@Nullable Failure failure, PlayerView now) {
        if (!(failure instanceof Failure.UserError told) || !COUNTED.contains(told.code())) {
            return failure;
        }
        Map<String, FailureArgument> values = new HashMap<>(told.args());
        values.remove(SAFE);
        if (now.current() != null) {
            values.put(SAFE, FailureArgument.count(1L + now.queue().size()));
        }
        return Failure.of(told.code(), told.detail(), values);
    }

    private static boolean isPaused(PlayerView now) {
        return CallText.phrase(now) == MusicPhrase.CARD_PAUSED;
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
