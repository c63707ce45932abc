package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.gateway.music.player.Controls;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** {@code /voteskip}: skips a track once enough people want that. Who may skip it alone does so. */
@Component
class VoteSkipCommand implements CommandHandler {
    private static final Logger log = LoggerFactory.getLogger(VoteSkipCommand.class);

    private final SkipCommand skip;
    private final SkipVotes votes;
    private final VotesNeeded needed;
    private final PlayerControl control;
    private final Controls controls;
    private final PlayerClient players;
    private final KnownPlayers known;
    private final Texts texts;

    VoteSkipCommand(
            SkipCommand skip,
            SkipVotes votes,
            VotesNeeded needed,
            PlayerControl control,
            Controls controls,
            PlayerClient players,
            KnownPlayers known,
            Texts texts) {
        this.skip = skip;
        this.votes = votes;
        this.needed = needed;
        this.control = control;
        this.controls = controls;
        this.players = players;
        this.known = known;
        this.texts = texts;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        PlayerView player = players.view(new PlayerId(invocation.chat().id()));
        QueueEntry current = player.current();
        if (current == null) {
            throw Failure.of(FailureCode.NOTHING_PLAYING, "idle").asException();
        }
        if (votes.meantAnother(player, invocation.command().sentAt())) {
            return invocation.refuse(MusicPhrase.OVERTAKEN);
        }
        var skipping = new PlayerCommand.Skip(1);
        if (controls.mayAlone(invocation.sender(), invocation.chat(), skipping, player)) {
            return skip.run(invocation);
        }
        SkipVotes.Tally tally = votes.add(player, invocation.sender().id());
        String title = TrackNames.full(current.track(), texts, invocation.language());
        int enough = needed.in(invocation.chat().id());
        return tally.count() < enough
                ? counted(invocation, player, title, tally, enough)
                : skipped(invocation, player, title, tally.count());
    }

    private CompletableFuture<?> counted(
            Invocation invocation, PlayerView player, String title, SkipVotes.Tally tally, int enough) {
        if (tally.fresh()) {
            log.info(
                    "Vote {} of {} to skip given by {}",
                    tally.count(),
                    enough,
                    invocation.sender().id());
        }
        return invocation.replyWhile(
                () -> !known.isOver(player.id(), player.epoch()),
                tally.fresh() ? MusicPhrase.VOTED : MusicPhrase.VOTED_ALREADY,
                Map.of("count", tally.count(), "needed", enough, "title", title));
    }

    /** Skips the track that was voted on. If another one plays by now, the votes have what they want. */
    private CompletableFuture<?> skipped(Invocation invocation, PlayerView player, String title, int count) {
        Change change;
        try {
            change = controls.performForAll(
                    invocation.requestId(),
                    invocation.chat(),
                    invocation.sender(),
                    new PlayerCommand.Skip(1),
                    player.epoch());
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.STALE_BUTTON) {
                return CompletableFuture.completedFuture(null);
            }
            throw e;
        }
        return control.tellWhile(
                invocation, change, change::holdsEnd, MusicPhrase.VOTED_OUT, Map.of("count", count, "title", title));
    }
}
