package dev.muzon.gateway.welcome;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.chat.VoiceChatWitness;
import dev.muzon.gateway.bot.chat.VoiceChatWitness.Sight;
import dev.muzon.gateway.bot.update.LeadershipBegan;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The voice chats that were seen to begin and to end. The Bot API tells only that, so the player is asked too. */
@Component
class KnownVoiceChats {
    private static final int CHATS = 10_000;

    /** News may be missed, so that nothing is claimed of a voice chat that began or ended longer ago. */
    private static final Duration REMEMBERED = Duration.ofHours(6);

    private final Cache<Long, Sight> seen = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(CHATS)
            .build();
    /** The groups whose player was last seen in a voice chat. While it looks for its way back it cannot say. */
    private final Cache<Long, Boolean> met = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(CHATS)
            .build();

    private final VoiceChatWitness witness;

    KnownVoiceChats(VoiceChatWitness witness) {
        this.witness = witness;
    }

    /** Forgets what another replica has heard the end of. */
    @EventListener
    void began(LeadershipBegan event) {
        seen.invalidateAll();
        met.invalidateAll();
    }

    void began(long chat) {
        seen.put(chat, Sight.ON);
    }

    /** Returns whether a voice chat is known to be on, whatever keeps the assistant from it. */
    boolean isOn(long chat) {
        Sight known = seen.getIfPresent(chat);
        return known == null ? met.getIfPresent(chat) != null : known == Sight.ON;
    }

    void ended(long chat) {
        seen.put(chat, Sight.OFF);
        met.invalidate(chat);
    }

    /**
     * Returns what is known now. What was seen counts before what the player says: it may not know yet that the voice chat
     * has ended or begun. What it meets in a voice chat that is on, only the player knows.
     */
    Sight of(long chat) {
        Sight known = seen.getIfPresent(chat);
        Sight told = witness.of(chat);
        if (known == Sight.OFF) {
            // Another one may have been scheduled since, which Telegram does not tell bots the end of.
            return told == Sight.SCHEDULED ? told : known;
        }
        note(chat, told);
        boolean outdated = told == Sight.UNKNOWN || told == Sight.OFF || told == Sight.SCHEDULED;
        return outdated && isOn(chat) ? Sight.ON : told;
    }

    private void note(long chat, Sight told) {
        if (told.isOn()) {
            met.put(chat, true);
        } else if (told == Sight.OFF || told == Sight.SCHEDULED || told == Sight.LIVESTREAM) {
            met.invalidate(chat);
        }
    }
}
