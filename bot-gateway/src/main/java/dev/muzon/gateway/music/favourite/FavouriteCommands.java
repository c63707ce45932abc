package dev.muzon.gateway.music.favourite;

import dev.muzon.gateway.bot.callback.PickButton;
import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.music.nowplaying.CardTracks;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Material;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * {@code /fav} keeps the song that plays, or that of an answered card, for the person who asks. {@code /favs} lists them
 * with buttons that play, {@code /unfav} takes one away.
 */
@Component
class FavouriteCommands implements CommandSet {
    private static final Category FAVOURITES = new Category(50, MusicPhrase.CATEGORY_FAVOURITES);
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int LINES = 5;

    /** The sources whose songs stay in the chat that they were sent to. */
    private static final Set<String> PRIVATE = Set.of("telegram", "channel");

    private final Favourites favourites;
    private final PlayerClient player;
    private final CardTracks cards;
    private final Texts texts;

    FavouriteCommands(Favourites favourites, PlayerClient player, CardTracks cards, Texts texts) {
        this.favourites = favourites;
        this.player = player;
        this.cards = cards;
        this.texts = texts;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                command("fav", MusicPhrase.DESCRIBE_FAV, this::add)
                        .alias("сохранить")
                        .inGroups(),
                command("favs", MusicPhrase.DESCRIBE_FAVS, this::list).alias("favourites", "favorites", "избранное"),
                command("unfav", MusicPhrase.DESCRIBE_UNFAV, this::remove));
    }

    private static CommandDefinition command(String name, Phrase description, CommandHandler handler) {
        return CommandDefinition.of(name, FAVOURITES, description, handler).atMost(10, Duration.ofSeconds(30));
    }

    private CompletableFuture<?> add(Invocation invocation) {
        if (invocation.sender().kind() != Sender.Kind.USER) {
            return invocation.refuse(MusicPhrase.FAV_WHOSE);
        }
        Optional<Track> meant = meant(invocation);
        if (meant.isEmpty()) {
            Material.Reply reply = invocation.command().material().reply();
            return invocation.refuse(
                    reply != null && reply.own() != null ? MusicPhrase.FAV_FORGOTTEN : MusicPhrase.FAV_USAGE);
        }
        Track track = meant.get();
        if (PRIVATE.contains(track.source())) {
            return invocation.refuse(MusicPhrase.FAV_STAYS);
        }
        Map<String, ?> title = Map.of("title", title(track, invocation));
        return switch (favourites.add(invocation.sender().id(), track)) {
            case NEW -> invocation.reply(MusicPhrase.FAV_ADDED, title);
            case AGAIN -> invocation.reply(MusicPhrase.FAV_THERE, title);
            case FULL -> invocation.refuse(MusicPhrase.FAV_FULL, Map.of("limit", Favourites.MOST));
        };
    }

    /** Returns the track of the answered card, else what plays. */
    private Optional<Track> meant(Invocation invocation) {
        long chat = invocation.chat().id();
        Material.Reply reply = invocation.command().material().reply();
        if (reply != null && reply.own() != null) {
            return cards.of(chat, reply.own());
        }
        QueueEntry current = player.view(new PlayerId(chat)).current();
        return Optional.ofNullable(current).map(QueueEntry::track);
    }

    private CompletableFuture<?> list(Invocation invocation) {
        List<Track> all = favourites.of(invocation.sender().id());
        if (all.isEmpty()) {
            return invocation.reply(MusicPhrase.FAV_NONE);
        }
        int pages = (all.size() + LINES - 1) / LINES;
        int page = NUMBER.matcher(invocation.argument()).matches()
                ? Math.min(pages, Integer.parseInt(invocation.argument()))
                : 1;
        var lines = new ArrayList<String>();
        var buttons = new ArrayList<List<Content.Button>>();
        for (int i = (page - 1) * LINES; i < Math.min(all.size(), page * LINES); i++) {
            Track track = all.get(i);
            String title = title(track, invocation);
            var values = new HashMap<String, Object>(Map.of("position", i + 1, "title", title));
            if (track.duration() != null) {
                values.put("duration", Times.clock(track.duration()));
            }
            lines.add(texts.html(invocation.language(), MusicPhrase.FAV_LINE, values));
            buttons.add(
                    List.of(PickButton.of(FavouriteButtons.PREFIX, i + 1, title, new TrackQuery.Listed(track.id()))));
        }
        var values = new HashMap<String, Object>();
        values.put("name", Titles.shortened(invocation.sender().name()));
        values.put("lines", new Html(String.join("\n", lines)));
        if (page < pages) {
            values.put("next", page + 1);
        }
        return invocation.reply(new Content(
                texts.html(invocation.language(), MusicPhrase.FAV_LIST, values),
                invocation.chat().isPrivate() ? List.of() : List.copyOf(buttons)));
    }

    private CompletableFuture<?> remove(Invocation invocation) {
        if (favourites.of(invocation.sender().id()).isEmpty()) {
            return invocation.refuse(MusicPhrase.FAV_NONE);
        }
        if (!NUMBER.matcher(invocation.argument()).matches()) {
            return invocation.hint(MusicPhrase.UNFAV_USAGE);
        }
        int position = Integer.parseInt(invocation.argument());
        Optional<Track> removed = favourites.remove(invocation.sender().id(), position);
        return removed.isEmpty()
                ? invocation.refuse(MusicPhrase.UNFAV_NOT_THERE)
                : invocation.reply(MusicPhrase.FAV_REMOVED, Map.of("title", title(removed.get(), invocation)));
    }

    private String title(Track track, Invocation invocation) {
        return TrackNames.full(track, texts, invocation.language());
    }
}
