package dev.muzon.gateway.music.song;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.SongProperties;
import dev.muzon.gateway.music.nowplaying.CardTracks;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.music.request.PlayRequest;
import dev.muzon.gateway.music.request.QueryReader;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /song}: the file of the track that plays, of a card's track, or of a song that a person names. */
@Component
@Order(60)
class SongCommand implements CommandSet {
    private static final Category PLAYBACK = new Category(20, MusicPhrase.CATEGORY_PLAYBACK);

    private final SongProperties settings;
    private final SongSender sender;
    private final PlayerClient player;
    private final CardTracks cards;

    SongCommand(SongProperties settings, SongSender sender, PlayerClient player, CardTracks cards) {
        this.settings = settings;
        this.sender = sender;
        this.player = player;
        this.cards = cards;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of("song", PLAYBACK, SongPhrase.DESCRIBE_SONG, this::song)
                .alias("file", "песня", "файл")
                .inGroups()
                .asking()
                .where(settings::enabled)
                .atMost(3, Duration.ofSeconds(60)));
    }

    private CompletableFuture<?> song(Invocation invocation) {
        if (!settings.enabled()) {
            return invocation.reply(SongPhrase.SONG_OFF);
        }
        if (isBare(invocation.command())) {
            return current(invocation);
        }
        return switch (QueryReader.read(invocation.command())) {
            case PlayRequest.Query(TrackQuery.TelegramFile _, var _, var _) ->
                invocation.reply(SongPhrase.SONG_IS_FILE);
            case PlayRequest.Album _ -> invocation.reply(SongPhrase.SONG_IS_FILE);
            case PlayRequest.Query(var query, var searching, var values) ->
                sender.find(query, searching, values, wish(invocation));
            case PlayRequest.Again(int message) -> ofCard(invocation, message);
            case PlayRequest.Unclear(var answer, var values) -> invocation.reply(answer, values);
        };
    }

    private static boolean isBare(Incoming.Command command) {
        return command.argument().isEmpty()
                && command.media() == null
                && command.material().links().isEmpty()
                && command.material().reply() == null;
    }

    private CompletableFuture<?> current(Invocation invocation) {
        // What an earlier run of this command has begun does not depend on the player.
        Optional<CompletableFuture<?>> begun = sender.goOn(wish(invocation));
        if (begun.isPresent()) {
            return begun.get();
        }
        QueueEntry current = player.view(new PlayerId(invocation.chat().id())).current();
        return current == null ? invocation.reply(SongPhrase.SONG_IDLE) : send(invocation, current.track());
    }

    private CompletableFuture<?> ofCard(Invocation invocation, int message) {
        Optional<Track> track = cards.of(invocation.chat().id(), message);
        return track.isEmpty() ? invocation.reply(MusicPhrase.PLAY_FORGOTTEN) : send(invocation, track.get());
    }

    private CompletableFuture<?> send(Invocation invocation, Track track) {
        return track.live() ? invocation.reply(SongPhrase.SONG_LIVE) : sender.send(track, wish(invocation));
    }

    private static SongSender.Wish wish(Invocation invocation) {
        return new SongSender.Wish(
                invocation.place(),
                invocation.command().messageId(),
                invocation.sender().requester().id(),
                invocation.language(),
                invocation.requestId());
    }
}
