package dev.muzon.gateway.welcome;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.chat.PrivateAnswer;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The answer to words, stickers and songs in a private chat. Each chat gets the first steps at most once a minute.
 * What comes in between gets a short answer, but of ten songs that are forwarded together only the first has one. A
 * feature may answer instead.
 */
@Component
class PrivateTalks implements UpdateHandler<Incoming.PrivateTalk> {
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** Songs that follow sooner belong to what came before. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    private static final int CHATS = 10_000;

    private final PrivateHello hello;
    private final Admission admission;
    private final ChatLanguages languages;
    private final List<PrivateAnswer> features;
    private final Outbox outbox;
    private final Texts texts;
    private final Cache<Long, Boolean> answered;
    private final Cache<Long, Boolean> recent;

    PrivateTalks(
            PrivateHello hello,
            Admission admission,
            ChatLanguages languages,
            List<PrivateAnswer> features,
            Outbox outbox,
            Texts texts,
            Ticker ticker) {
        this.hello = hello;
        this.admission = admission;
        this.languages = languages;
        this.features = features;
        this.outbox = outbox;
        this.texts = texts;
        this.answered = lasting(SILENCE, ticker);
        this.recent = lasting(TOGETHER, ticker);
    }

    private static Cache<Long, Boolean> lasting(Duration time, Ticker ticker) {
        return Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(time)
                .maximumSize(CHATS)
                .build();
    }

    @Override
    public Class<Incoming.PrivateTalk> type() {
        return Incoming.PrivateTalk.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.PrivateTalk talk) {
        return features.stream()
                .flatMap(feature -> feature.to(talk).stream())
                .findFirst()
                .orElseGet(() -> firstSteps(talk));
    }

    private CompletableFuture<?> firstSteps(Incoming.PrivateTalk talk) {
        boolean follows = recent.asMap().put(talk.chat().id(), true) != null;
        if (answered.asMap().putIfAbsent(talk.chat().id(), true) != null) {
            return follows && talk.written() == null ? CompletableFuture.completedFuture(null) : again(talk);
        }
        return outbox.send(Destination.of(talk.chat().id()), answer(talk), Terms.reply(talk.messageId()));
    }

    /** Says in short to a person who goes on where music plays. */
    private CompletableFuture<?> again(Incoming.PrivateTalk talk) {
        if (!admission.serves(talk.sender(), talk.chat())) {
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
