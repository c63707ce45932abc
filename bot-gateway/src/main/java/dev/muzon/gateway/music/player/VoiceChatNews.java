package dev.muzon.gateway.music.player;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.chat.VoiceChatChanged;
import dev.muzon.gateway.bot.chat.VoiceChatWitness.Sight;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerView;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The news of voice chats that players' events bring, such as a mute and its end. */
@Component
class VoiceChatNews {
    private static final int CHATS = 10_000;

    private final Cache<Long, Sight> told =
            Caffeine.newBuilder().maximumSize(CHATS).build();
    private final ApplicationEventPublisher listeners;

    VoiceChatNews(ApplicationEventPublisher listeners) {
        this.listeners = listeners;
    }

    @EventListener
    void on(PlayerEvent event) {
        long chat = event.chat().id();
        PlayerView view = view(event);
        if (view != null) {
            Sight now = PlayersInVoiceChats.of(view);
            if (now != told.asMap().put(chat, now)) {
                listeners.publishEvent(new VoiceChatChanged(chat));
            }
        } else if (event instanceof PlayerEvent.CallChanged) {
            told.invalidate(chat);
            listeners.publishEvent(new VoiceChatChanged(chat));
        }
    }

    private static @Nullable PlayerView view(PlayerEvent event) {
        return switch (event) {
            case PlayerEvent.TrackStarted it -> it.player();
            case PlayerEvent.PlayerChanged it -> it.player();
            case PlayerEvent.CallTroubled it -> it.player();
            default -> null;
        };
    }
}
