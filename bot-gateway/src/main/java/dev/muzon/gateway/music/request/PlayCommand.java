package dev.muzon.gateway.music.request;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.store.PatientJobs;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.album.Albums;
import dev.muzon.gateway.music.nowplaying.CardTracks;
import dev.muzon.gateway.music.player.Controls;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code /play}: passes a request on and says so at once. "Searching" leaves while the job is being saved. When it
 * cannot be saved, that message says so instead. An update that comes again after a crash finds its job and its message
 * and repeats neither.
 */
@Component
@Order(10)
class PlayCommand implements CommandSet {
    static final Category PLAY = new Category(10, MusicPhrase.CATEGORY_PLAY);

    private final Albums albums;
    private final Controls controls;
    private final StatusMessages statuses;
    private final CardTracks tracks;
    private final PatientJobs jobs;
    private final RequestTimes times;
    private final SlowRequests slow;
    private final Texts texts;
    private final BotAccount account;
    private final FailureLog failures;

    PlayCommand(
            Albums albums,
            Controls controls,
            StatusMessages statuses,
            CardTracks tracks,
            PatientJobs jobs,
            RequestTimes times,
            SlowRequests slow,
            Texts texts,
            BotAccount account,
            FailureLog failures) {
        this.albums = albums;
        this.controls = controls;
        this.statuses = statuses;
        this.tracks = tracks;
        this.jobs = jobs;
        this.times = times;
        this.slow = slow;
        this.texts = texts;
        this.account = account;
        this.failures = failures;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                command("play", MusicPhrase.DESCRIBE_PLAY, Placement.Place.LAST).alias("p", "играй", "включи", "плей"),
                command("playnext", MusicPhrase.DESCRIBE_PLAYNEXT, Placement.Place.NEXT)
                        .alias("pn", "следом"),
                command("playforce", MusicPhrase.DESCRIBE_PLAYFORCE, Placement.Place.NOW)
                        .alias("pf", "сразу"));
    }

    private CommandDefinition command(String name, Phrase description, Placement.Place place) {
        return CommandDefinition.of(name, PLAY, description, invocation -> play(invocation, place))
                .inGroups()
                .atMost(5, Duration.ofSeconds(30));
    }

    private CompletableFuture<?> play(Invocation invocation, Placement.Place place) {
        Placement placement;
        try {
            placement = controls.placement(invocation.chat(), invocation.sender(), place);
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.NO_RIGHT) {
                return invocation.refuse(MusicPhrase.PLACE_DENIED);
            }
            throw e;
        }
        return switch (QueryReader.read(invocation.command())) {
            case PlayRequest.Unclear(var answer, var values) -> invocation.refuse(answer, values);
            case PlayRequest.Query(var query, var searching, var values) ->
                pass(() -> CompletableFuture.completedFuture(query), searching, values, invocation, placement);
            case PlayRequest.Again(int message) -> again(message, invocation, placement);
            case PlayRequest.Album album ->
                pass(
                        () -> songs(album, invocation, placement),
                        MusicPhrase.SEARCHING_ALBUM,
                        Map.of(),
                        invocation,
                        placement);
        };
    }

    /**
     * Passes another command's request on and says so.
     *
     * @param searching what to say while it is looked for
     */
    CompletableFuture<?> ask(TrackQuery query, Phrase searching, Map<String, String> values, Invocation invocation) {
        Placement placement = controls.placement(invocation.chat(), invocation.sender(), Placement.Place.LAST);
        return pass(() -> CompletableFuture.completedFuture(query), searching, values, invocation, placement);
    }

    /** Plays the track of one of the bot's own messages. It was found before, so that nobody has to search. */
    private CompletableFuture<?> again(int message, Invocation invocation, Placement placement) {
        Optional<Track> track = tracks.of(invocation.chat().id(), message);
        if (track.isEmpty()) {
            return invocation.refuse(MusicPhrase.PLAY_FORGOTTEN);
        }
        String id = invocation.requestId();
        statuses.open(id, invocation.place(), invocation.command().messageId());
        jobs.publish(
                "enqueue:" + id,
                new EnqueueTracks(
                        id,
                        invocation.chat().ref(),
                        invocation.sender().requester(),
                        List.of(track.get()),
                        invocation.command().updateId(),
                        placement,
                        times.at(invocation.arrived())));
        slow.watch(id, invocation.chat().id(), invocation.language());
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<TrackQuery> songs(PlayRequest.Album album, Invocation invocation, Placement placement) {
        long chat = invocation.chat().id();
        if (!album.arriving()) {
            return CompletableFuture.completedFuture(query(albums.known(chat, album.id(), album.known())));
        }
        return albums.arriving(
                        chat,
                        album.id(),
                        invocation.command().messageId(),
                        album.known(),
                        item -> follow(item, invocation, placement))
                .thenApply(PlayCommand::query);
    }

    /** Asks for a song of an album that came after the others. It interrupts none of them. */
    private void follow(Incoming.AlbumItem item, Invocation invocation, Placement placement) {
        String id = item.requestId(account.id());
        statuses.open(id, invocation.place(), item.messageId());
        jobs.publish(
                id,
                new ResolveTracks(
                        id,
                        invocation.chat().ref(),
                        invocation.sender().requester(),
                        item.file(),
                        invocation.command().updateId(), // a /stop since then withdraws it too
                        placement.place() == Placement.Place.NOW
                                ? new Placement(Placement.Place.NEXT, placement.ownOnly())
                                : placement));
    }

    private static TrackQuery query(List<TrackQuery.TelegramFile> files) {
        return files.size() == 1 ? files.getFirst() : new TrackQuery.TelegramFiles(files);
    }

    private CompletableFuture<?> pass(
            Supplier<CompletableFuture<TrackQuery>> query,
            Phrase searching,
            Map<String, String> values,
            Invocation invocation,
            Placement placement) {
        String id = invocation.requestId();
        if (!statuses.open(id, invocation.place(), invocation.command().messageId())) {
            CompletableFuture<Integer> lost = CompletableFuture.completedFuture(Outbox.DROPPED);
            return published(query, invocation, placement)
                    .exceptionallyCompose(thrown -> takeBack(lost, invocation, thrown));
        }
        CompletableFuture<Integer> message = invocation.mention(searching, values);
        CompletableFuture<?> noted = statuses.follow(id, message);
        return published(query, invocation, placement)
                .exceptionallyCompose(thrown -> takeBack(message, invocation, thrown))
                .thenCompose(_ -> noted);
    }

    /** Saves the job at once, unless the songs of an album are still on their way. */
    private CompletableFuture<Void> published(
            Supplier<CompletableFuture<TrackQuery>> query, Invocation invocation, Placement placement) {
        try {
            return query.get().thenAccept(found -> {
                publish(found, invocation, placement);
                slow.watch(invocation.requestId(), invocation.chat().id(), invocation.language(), found);
            });
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void publish(TrackQuery query, Invocation invocation, Placement placement) {
        String id = invocation.requestId();
        if (query instanceof TrackQuery.TelegramFiles album) {
            statuses.asks(id, album.files().size());
        }
        jobs.publish(
                id,
                new ResolveTracks(
                        id,
                        invocation.chat().ref(),
                        invocation.sender().requester(),
                        query,
                        invocation.command().updateId(),
                        placement,
                        times.at(invocation.arrived())));
    }

    private CompletableFuture<Void> takeBack(
            CompletableFuture<Integer> message, Invocation invocation, Throwable thrown) {
        invocation.leaveOut();
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        String apology = texts.html(invocation.language(), failures.report("/play", cause));
        return message.thenCompose(messageId -> messageId == Outbox.DROPPED
                        ? invocation.reply(apology)
                        : statuses.editOrSend(
                                invocation.place(), messageId, Draft.of(Content.of(apology)), invocation.terms()))
                .thenRun(() -> {});
    }
}
