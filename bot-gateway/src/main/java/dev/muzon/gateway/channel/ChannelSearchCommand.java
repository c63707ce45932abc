package dev.muzon.gateway.channel;

import dev.muzon.gateway.bot.command.Aside;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /channel_search}: finds posts in the channels of the chat. */
@Component
@Order(20)
class ChannelSearchCommand implements CommandSet {
    /** Nobody remembers more of a post. */
    private static final int MAX_WORDS = 200;

    private final ChannelClient client;
    private final PostText text;
    private final Aside aside;

    ChannelSearchCommand(ChannelClient client, PostText text, Aside aside) {
        this.client = client;
        this.text = text;
        this.aside = aside;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of(
                        "channel_search", ChannelCommands.CHANNELS, ChannelPhrase.DESCRIBE_SEARCH, this::search)
                .alias("channelsearch", "cs", "поискканалов")
                .atMost(5, Duration.ofSeconds(30)));
    }

    private CompletableFuture<?> search(Invocation invocation) {
        String words = invocation.argument().strip();
        if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return invocation.refuse(ChannelPhrase.SEARCH_USAGE);
        }
        if (words.codePointCount(0, words.length()) > Math.min(MAX_WORDS, TrackQuery.Text.MAX_LENGTH)) {
            return invocation.refuse(ChannelPhrase.SEARCH_TOO_LONG, Map.of("limit", MAX_WORDS));
        }
        long chat = invocation.chat().id();
        boolean inGroup = !invocation.chat().isPrivate();
        return aside.answer(invocation, () -> {
            List<PostView> posts = client.search(chat, words);
            return posts.isEmpty() && client.list(chat).isEmpty()
                    ? text.noChannels(invocation.language())
                    : text.found(words, posts, invocation.language(), inGroup);
        });
    }
}
