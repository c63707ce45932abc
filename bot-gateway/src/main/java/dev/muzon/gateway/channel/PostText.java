package dev.muzon.gateway.channel;

import dev.muzon.gateway.bot.callback.PickButton;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.track.TrackQuery;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The list of posts that a search found. */
@Component
class PostText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private final Texts texts;

    PostText(Texts texts) {
        this.texts = texts;
    }

    /** Writes that no channel is read, and how that changes. */
    Content noChannels(Language language) {
        return Content.of(texts.html(language, ChannelPhrase.LIST_EMPTY));
    }

    /**
     * Writes what was found.
     *
     * @param inGroup whether the buttons of songs and links play here, not in a group that the person chooses
     */
    Content found(String words, List<PostView> posts, Language language, boolean inGroup) {
        if (posts.isEmpty()) {
            return Content.of(
                    texts.html(language, ChannelPhrase.SEARCH_NOTHING, Map.of("query", Titles.shortened(words))));
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < posts.size(); i++) {
            lines.add(line(i + 1, posts.get(i), language));
        }
        var values = new HashMap<String, Object>();
        values.put("query", Titles.shortened(words));
        values.put("lines", new Html(String.join("\n", lines)));
        return new Content(texts.html(language, ChannelPhrase.SEARCH_FOUND, values), buttons(posts, inGroup));
    }

    private static List<List<Content.Button>> buttons(List<PostView> posts, boolean inGroup) {
        String prefix = inGroup ? PickButton.PREFIX : PickButton.INTO_A_GROUP;
        var rows = new ArrayList<List<Content.Button>>();
        for (int i = 0; i < posts.size(); i++) {
            PostView post = posts.get(i);
            Optional<String> label = label(post);
            if (label.isPresent()) {
                var query = new TrackQuery.Post(post.channel(), post.post());
                rows.add(List.of(PickButton.of(prefix, i + 1, label.get(), query)));
            }
        }
        return List.copyOf(rows);
    }

    /** Names what a button plays: the song, or the words beside a link and the place that it leads to. */
    private static Optional<String> label(PostView post) {
        if (post.song() != null) {
            return Optional.of(name(post.song()));
        }
        return Optional.ofNullable(post.plays())
                .flatMap(PostText::host)
                .map(host -> post.text().isBlank() ? host : Titles.shortened(post.text()) + " · " + host);
    }

    private static Optional<String> host(String link) {
        try {
            return Optional.ofNullable(new URI(link).getHost());
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private String line(int position, PostView post, Language language) {
        var values = new HashMap<String, Object>();
        values.put("position", position);
        values.put("title", new Html(linked(post)));
        values.put("channel", Titles.shortened(post.channelTitle()));
        values.put("day", DAY.format(post.sent()));
        if (post.song() != null && post.song().duration() != null) {
            values.put("duration", Times.clock(post.song().duration()));
        }
        return texts.html(language, ChannelPhrase.SEARCH_LINE, values);
    }

    /** Returns the words of a post as a link to it. Only members can follow one into a private channel. */
    private static String linked(PostView post) {
        String title = Html.escaped(Titles.shortened(title(post)));
        return post.link() == null ? title : "<a href=\"" + Html.escaped(post.link()) + "\">" + title + "</a>";
    }

    private static String title(PostView post) {
        PostView.Song song = post.song();
        if (song == null) {
            return post.text();
        }
        return "🎵 " + name(song);
    }

    private static String name(PostView.Song song) {
        return song.artist() == null ? song.title() : song.artist() + " – " + song.title();
    }
}
