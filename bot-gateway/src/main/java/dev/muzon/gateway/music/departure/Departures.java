package dev.muzon.gateway.music.departure;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.chat.ChatListener;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Stops music that nobody could stop any more, and forgets the card that nobody could press. The stop is a durable job:
 * it comes about although voice-call-service may be away just now.
 */
@Component
class Departures implements ChatListener {
    private final Cards cards;
    private final PlayerClient player;
    private final JobPublisher jobs;
    private final ChatLanguages languages;
    private final Outbox outbox;
    private final Texts texts;

    Departures(
            Cards cards, PlayerClient player, JobPublisher jobs, ChatLanguages languages, Outbox outbox, Texts texts) {
        this.cards = cards;
        this.player = player;
        this.jobs = jobs;
        this.languages = languages;
        this.outbox = outbox;
        this.texts = texts;
    }

    @Override
    public void left(Conversation chat, int update) {
        stop(chat, update);
        cards.forget(chat.id());
    }

    @Override
    public CompletableFuture<?> moved(Conversation group, long supergroup, int update) {
        boolean played = player.view(group.id()).current() != null;
        stop(group, update);
        cards.forget(group.id());
        return played
                ? outbox.send(
                        supergroup, Content.of(texts.html(languages.of(supergroup), MusicPhrase.CHAT_UPGRADED)), null)
                : CompletableFuture.completedFuture(null);
    }

    private void stop(Conversation chat, int update) {
        jobs.publish("stop:" + chat.id() + ":" + update, new StopPlayer(chat.ref(), update));
    }
}
