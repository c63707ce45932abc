package dev.muzon.gateway.channel;

import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.channel.ChannelView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Words for a chat's list of channels. */
@Component
class ChannelListText {
    private final ChannelResultText names;
    private final Texts texts;

    ChannelListText(ChannelResultText names, Texts texts) {
        this.names = names;
        this.texts = texts;
    }

    Content content(List<ChannelView> channels, Language language) {
        if (channels.isEmpty()) {
            return Content.of(texts.html(language, ChannelPhrase.LIST_EMPTY));
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            lines.add(line(i + 1, channels.get(i), language));
        }
        return Content.of(
                texts.html(language, ChannelPhrase.LIST, Map.of("lines", new Html(String.join("\n", lines)))));
    }

    private String line(int position, ChannelView channel, Language language) {
        var values = new HashMap<String, Object>();
        values.put("position", position);
        values.put("title", title(channel));
        if (channel.pending()) {
            return texts.html(language, ChannelPhrase.LIST_LINE_PENDING, values);
        }
        if (channel.lost()) {
            return texts.html(language, ChannelPhrase.LIST_LINE_LOST, values);
        }
        values.put("posts", channel.posts());
        if (channel.username() != null) {
            values.put("link", "t.me/" + channel.username());
        }
        return texts.html(language, ChannelPhrase.LIST_LINE, values);
    }

    private String title(ChannelView channel) {
        return channel.title() == null ? names.name(channel.address()) : Titles.shortened(channel.title());
    }

    /** @param channel empty when none on the list was meant */
    Content removed(Optional<ChannelView> channel, Language language) {
        return Content.of(channel.map(
                        found -> texts.html(language, ChannelPhrase.REMOVED, Map.of("title", title(found))))
                .orElseGet(() -> texts.html(language, ChannelPhrase.NOT_ON_LIST)));
    }
}
