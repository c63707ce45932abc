package dev.muzon.gateway.music.player;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The trouble that answers to people tell of at the moment. News of the same trouble would only repeat them. */
@Component
public class AnsweredTrouble {
    /** An answer that is older is no longer read. */
    private static final Duration STILL_READ = Duration.ofMinutes(2);

    private static final int CHATS = 10_000;

    private final Cache<PlayerId, FailureCode> told = Caffeine.newBuilder()
            .expireAfterWrite(STILL_READ)
            .maximumSize(CHATS)
            .build();

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
