package dev.muzon.gateway.welcome;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The answer to words, stickers and songs in a private chat. Each chat gets the first steps at most once a minute, so
 * that ten forwarded songs bring one answer. Words and links in between get a short one.
 */
@Component
class PrivateTalks implements UpdateHandler<Incoming.PrivateTalk> {
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final int CHATS = 10_000;

    private final PrivateHello hello;
    private final Admission admission;
    private final ChatLanguages languages;
    private final Outbox outbox;
    private final Texts texts;
    private final Cache<Long, Boolean> answered;

    PrivateTalks(
            PrivateHello hello,
            Admission admission,
            ChatLanguages languages,
            Outbox outbox,
            Texts texts,
            Ticker ticker) {
        this.hello = hello;
        this.admission = admission;
        this.languages = languages;
        this.outbox = outbox;
        this.texts = texts;
        this.answered = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(SILENCE)
                .maximumSize(CHATS)
                .build();
    }

    @Override
    public Class<Incoming.PrivateTalk> type() {
        return Incoming.PrivateTalk.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.PrivateTalk talk) {
        if (answered.asMap().putIfAbsent(talk.chat().id(), true) != null) {
            return again(talk);
        }
        return outbox.send(Destination.of(talk.chat().id()), answer(talk), Terms.reply(talk.messageId()));
    }

    /** Says in short to a person who writes on where music plays. */
    private CompletableFuture<?> again(Incoming.PrivateTalk talk) {
        if (talk.written() == null || !admission.serves(talk.sender(), talk.chat())) {
            return CompletableFuture.completedFuture(null);
        }
        Draft words = Draft.once(hello.again(languages.of(talk.chat(), talk.sender())));
        return outbox.send(Destination.of(talk.chat().id()), words, Terms.reply(talk.messageId()));
    }

    private Content answer(Incoming.PrivateTalk talk) {
        Language language = languages.of(talk.chat(), talk.sender());
        return admission.serves(talk.sender(), talk.chat())
                ? hello.in(language)
                : Content.of(texts.html(language, BotPhrase.PRIVATE_CHAT));
    }
}
