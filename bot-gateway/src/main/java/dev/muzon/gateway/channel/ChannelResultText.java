package dev.muzon.gateway.channel;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.ChannelAdded;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Words for what became of a request to add a channel. */
@Component
class ChannelResultText {
    private final Texts texts;

    ChannelResultText(Texts texts) {
        this.texts = texts;
    }

    /** Names a channel as the person did. An invite link is not repeated where others read it. */
    String name(ChannelAddress address) {
        return switch (address.kind()) {
            case PUBLIC_NAME -> "t.me/" + address.bare();
            case INVITE, NUMBER -> "t.me/…";
        };
    }

    /** Says why no channel has such a name. */
    String flaw(ChannelAddress.Flaw flaw, String name, Language language) {
        return switch (flaw) {
            case LENGTH ->
                texts.plain(
                        language,
                        ChannelPhrase.NAME_LENGTH,
                        Map.of(
                                "shortest", ChannelAddress.SHORTEST_NAME,
                                "longest", ChannelAddress.LONGEST_NAME,
                                "count", ChannelAddress.bareName(name).length()));
            case CHARACTERS -> texts.plain(language, ChannelPhrase.NAME_CHARACTERS);
        };
    }

    /** Writes the result as Telegram HTML. */
    String html(ChannelAdded result, Language language) {
        ChannelPhrase phrase = phrase(result);
        return switch (phrase) {
            case READING, APPROVED ->
                texts.html(
                        language,
                        phrase,
                        Map.of(
                                "title", Titles.shortened(result.title() == null ? "?" : result.title()),
                                "posts", result.posts()));
            case LOST ->
                texts.html(
                        language,
                        phrase,
                        Map.of(
                                "title", Titles.shortened(result.title() == null ? "?" : result.title()),
                                "channel", name(result.address())));
            case LIST_FULL -> texts.html(language, phrase, Map.of("count", result.posts()));
            case FAILED_BY_FLOOD -> texts.html(language, phrase, Map.of("time", flood(result.failure(), language)));
            default -> texts.html(language, phrase, Map.of("channel", name(result.address())));
        };
    }

    private String flood(@Nullable Failure failure, Language language) {
        return Times.about(
                texts,
                language,
                failure instanceof Failure.FloodWait flood ? flood.retryAfter() : Failure.FloodWait.UNSAID);
    }

    private static ChannelPhrase phrase(ChannelAdded result) {
        return switch (result.outcome()) {
            case READING -> result.approved() ? ChannelPhrase.APPROVED : ChannelPhrase.READING;
            case NOT_FOUND -> ChannelPhrase.NOT_FOUND;
            case PRIVATE -> ChannelPhrase.PRIVATE;
            case PENDING -> ChannelPhrase.PENDING;
            case NOT_A_CHANNEL -> ChannelPhrase.NOT_A_CHANNEL;
            case LINK_EXPIRED -> ChannelPhrase.LINK_EXPIRED;
            case DECLINED -> ChannelPhrase.DECLINED;
            case GUARDED -> ChannelPhrase.GUARDED;
            case BANNED -> ChannelPhrase.BANNED;
            case LOST -> ChannelPhrase.LOST;
            case ACCOUNT_FULL -> ChannelPhrase.ACCOUNT_FULL;
            case LIST_FULL -> result.posts() == 0 ? ChannelPhrase.OFF : ChannelPhrase.LIST_FULL;
            case FAILED -> failed(result.failure());
        };
    }

    private static ChannelPhrase failed(@Nullable Failure failure) {
        return switch (failure) {
            case null -> ChannelPhrase.FAILED;
            case Failure.FloodWait _ -> ChannelPhrase.FAILED_BY_FLOOD;
            case Failure.Transient passing
            when passing.code() == FailureCode.NO_ASSISTANT -> ChannelPhrase.FAILED_WITHOUT_ASSISTANT;
            case Failure.Transient _ -> ChannelPhrase.FAILED_FOR_NOW;
            default -> ChannelPhrase.FAILED;
        };
    }
}
