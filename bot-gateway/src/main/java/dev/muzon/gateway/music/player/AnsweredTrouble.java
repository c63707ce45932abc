package dev.muzon.gateway.music.player;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The trouble that answers to people tell of at the moment. News of the same trouble would only repeat them. */
@Component
public class AnsweredTrouble {
    private static final Logger log = LoggerFactory.getLogger(AnsweredTrouble.class);

    /** An answer that is older is no longer read. */
    private static final Duration STILL_READ = Duration.ofMinutes(2);

    /** Telegram takes less time unless it is away, and trouble has to be told then, too. */
    private static final Duration AWAITED = Duration.ofSeconds(10);

    private static final int CHATS = 10_000;

    private final Cache<PlayerId, FailureCode> told = Caffeine.newBuilder()
            .expireAfterWrite(STILL_READ)
            .maximumSize(CHATS)
            .build();

    /** The answers on their way. */
    private final ConcurrentMap<PlayerId, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

    /** Gives an answer that may tell of trouble. Failures are those of the answer. */
    public CompletableFuture<?> answering(PlayerId player, Supplier<CompletableFuture<?>> answer) {
        var over = new CompletableFuture<Void>();
        underWay.merge(player, over, CompletableFuture::allOf);
        Runnable end = () -> {
            over.complete(null);
            underWay.computeIfPresent(player, (_, all) -> all.isDone() ? null : all);
        };
        try {
            CompletableFuture<?> given = answer.get();
            CompletableFuture<?> _ = given.whenComplete((_, _) -> end.run());
            return given;
        } catch (Throwable e) { // also an Error: news of this chat wait no longer
            end.run();
            throw e;
        }
    }

    /** Waits for the answers that are on their way, so that what they tell is not told beside them. */
    public void awaitAnswers(PlayerId player) throws InterruptedException {
        CompletableFuture<?> answers = underWay.get(player);
        if (answers != null) {
            try {
                answers.get(AWAITED.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                log.debug("Answers of {} take long", player, e);
            }
        }
    }

    /** Notes that an answer tells how a player stands, with its trouble if there is some. */
    public void tells(PlayerView player) {
        CallStatus call = player.call();
        Failure trouble = call == null ? null : call.failure();
        if (trouble == null) {
            told.invalidate(player.id());
        } else {
            told.put(player.id(), trouble.code());
        }
    }

    /** Notes that a message was corrected so that it tells of this trouble. */
    public void tells(PlayerId player, Failure trouble) {
        told.put(player, trouble.code());
    }

    /** Returns whether a recent answer tells of this trouble. */
    public boolean includes(PlayerId player, Failure trouble) {
        return trouble.code() == told.getIfPresent(player);
    }
}
