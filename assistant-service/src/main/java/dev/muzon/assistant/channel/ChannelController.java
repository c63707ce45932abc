package dev.muzon.assistant.channel;

import dev.muzon.protocol.channel.ChannelRequest;
import dev.muzon.protocol.channel.ChannelView;
import dev.muzon.protocol.channel.NewChannel;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.runtime.contract.ChannelsApi;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** The channels for other services. */
@RestController
class ChannelController implements ChannelsApi {
    private final ChannelLists lists;
    private final PostSearch search;
    private final ChannelSongs songs;
    private final ChannelRequests requests;

    ChannelController(ChannelLists lists, PostSearch search, ChannelSongs songs, ChannelRequests requests) {
        this.lists = lists;
        this.search = search;
        this.songs = songs;
        this.requests = requests;
    }

    @Override
    public List<ChannelView> channels(long chat) {
        return lists.of(chat);
    }

    @Override
    public ChannelRequest add(long chat, NewChannel channel) {
        return requests.open(chat, channel);
    }

    @Override
    public void remove(String key, long chat) {
        lists.remove(chat, key);
    }

    @Override
    public List<PostView> posts(long chat, String q, int limit) {
        return search.posts(chat, q, limit);
    }

    @Override
    public List<PostView> songs(long chat, String q, int limit) {
        return search.songs(chat, q, limit);
    }

    @Override
    public PostView song(long channel, long post, long chat) {
        return songs.song(chat, channel, post);
    }
}
