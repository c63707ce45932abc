package dev.muzon.assistant.channel;

import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.post.PostSound;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import org.springframework.stereotype.Component;

/** The songs of channels. A chat hears those of the channels on its list and of the operator's. No others exist for it. */
@Component
class ChannelSongs {
    private final ChannelLists lists;
    private final PostStore posts;
    private final Accounts accounts;

    ChannelSongs(ChannelLists lists, PostStore posts, Accounts accounts) {
        this.lists = lists;
        this.posts = posts;
        this.accounts = accounts;
    }

    /**
     * Returns the post of a song, or of a link that may lead to one.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code source.not-found}
     */
    PostView song(long chat, long channel, long post) {
        StoredChannel read = channel(chat, channel);
        return posts.find(channel, post)
                .map(found -> PostSearch.view(read, found))
                .filter(found -> found.song() != null || found.plays() != null)
                .orElseThrow(() -> notFound("no song in this post"));
    }

    private StoredChannel channel(long chat, long channel) {
        return lists.heardBy(chat, channel).orElseThrow(() -> notFound("the channel is not on the chat's list"));
    }

    private static RuntimeException notFound(String why) {
        return Failure.of(FailureCode.SOURCE_NOT_FOUND, why).asException();
    }

    /**
     * Makes the sound of a post readable.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code source.not-found}, or what passes
     */
    PostSound sound(long chat, long channel, long post) throws InterruptedException {
        String account = channel(chat, channel).account();
        return accounts.ready(account).session().posts().sound(channel, post);
    }
}
