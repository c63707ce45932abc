package dev.muzon.gateway.music.request;

import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.playable.Sources;
import dev.muzon.gateway.telegram.Blanks;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /radio}: asks for a station by its name or its kind of music. */
@Component
@Order(30)
class RadioCommand implements CommandSet {
    private final PlayCommand plays;
    private final Sources sources;

    RadioCommand(PlayCommand plays, Sources sources) {
        this.plays = plays;
        this.sources = sources;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of("radio", PlayCommand.PLAY, MusicPhrase.DESCRIBE_RADIO, this::play)
                .alias("station", "радио")
                .inGroups()
                .where(() -> sources.offer(SourceView.Kind.STATIONS))
                .atMost(5, Duration.ofSeconds(30)));
    }

    private CompletableFuture<?> play(Invocation invocation) {
        if (!sources.offer(SourceView.Kind.STATIONS)) {
            return invocation.reply(MusicPhrase.RADIO_OFF);
        }
        String words = Blanks.oneLine(invocation.command().argument());
        if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return invocation.refuse(MusicPhrase.RADIO_USAGE);
        }
        if (words.codePointCount(0, words.length()) > QueryReader.LONGEST_TEXT) {
            return invocation.refuse(
                    MusicPhrase.PLAY_TOO_LONG, Map.of("limit", Integer.toString(QueryReader.LONGEST_TEXT)));
        }
        return plays.ask(
                new TrackQuery.Station(words),
                MusicPhrase.SEARCHING_STATION,
                Map.of("query", Titles.shortened(words)),
                invocation);
    }
}
