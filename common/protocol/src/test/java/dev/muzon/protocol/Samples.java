package dev.muzon.protocol;

import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.channel.ChannelOutcome;
import dev.muzon.protocol.channel.ChannelView;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.AddChannel;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.ChannelAdded;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.MoveChannels;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.job.RetryCall;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.rest.InviteLink;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.NoteReply;
import dev.muzon.protocol.rest.NoteRequest;
import dev.muzon.protocol.rest.ResolutionView;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.rest.ShownNote;
import dev.muzon.protocol.rest.ShownText;
import dev.muzon.protocol.rest.SongRequest;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of everything that travels between the services, with every optional part there once and absent once. */
final class Samples {
    private static final ChatRef LOUNGE = new ChatRef(-1001234567890L, "Muzon Lounge", "muzon_lounge");
    private static final ChatRef KITCHEN = ChatRef.of(-42);
    private static final Requester ALICE = new Requester(7, "Alice");
    private static final Track SONG = new Track(
            "a1b2",
            "library",
            "Морской бриз",
            "Muzon Ensemble",
            Duration.ofSeconds(154, 500_000_000),
            "https://host/x");
    private static final Track RADIO = new Track("c3d4", "direct", "Radio", null, null, null);
    private static final TrackQuery.TelegramFile VOICE_MESSAGE = new TrackQuery.TelegramFile(
            "AwAC", "AgAE", null, "Dora", null, Duration.ofSeconds(3), 9000L, Track.Kind.VOICE_MESSAGE, null);
    private static final QueueEntry FIRST = new QueueEntry("e1", "tg:1", SONG, ALICE);
    private static final QueueEntry SECOND = new QueueEntry("e2", null, RADIO, ALICE);
    private static final PlayerView PLAYING = new PlayerView(
            LOUNGE,
            5,
            12,
            PlayerState.PLAYING,
            FIRST,
            Duration.ofSeconds(61),
            Instant.parse("2030-01-02T03:04:05.678Z"),
            80,
            List.of(SECOND));
    private static final Failure MUTED = Failure.of(
            FailureCode.VOICE_CHAT_MUTED,
            "an admin muted it",
            Map.of("assistant", FailureArgument.text("@muzon_assistant")));
    private static final PlayerView WAITING = new PlayerView(
            LOUNGE,
            5,
            13,
            PlayerState.RECONNECTING,
            FIRST,
            Duration.ofSeconds(61),
            Instant.parse("2030-01-02T03:04:05.678Z"),
            80,
            List.of(SECOND),
            new QueueStatus(12, Loop.times(3), PlayOrder.SHUFFLED, Instant.parse("2030-01-02T04:04:05Z")),
            new CallStatus(CallStatus.Phase.RECONNECTING, MUTED));
    private static final PlayerView PAUSED = new PlayerView(
            LOUNGE,
            5,
            13,
            PlayerState.PAUSED,
            FIRST,
            Duration.ofSeconds(61),
            Instant.parse("2030-01-02T03:04:05.678Z"),
            80,
            List.of(),
            QueueStatus.plain(0),
            null,
            null,
            null,
            new Pause(ALICE));
    private static final PlayerView RADIO_ON_AIR = new PlayerView(
            LOUNGE,
            5,
            14,
            PlayerState.PLAYING,
            SECOND,
            Duration.ofSeconds(61),
            Instant.parse("2030-01-02T03:04:05.678Z"),
            100,
            List.of(),
            QueueStatus.plain(0),
            null,
            null,
            "Кино – Группа крови",
            null);
    private static final PlayerView IDLE = new PlayerView(
            KITCHEN,
            0,
            0,
            PlayerState.IDLE,
            null,
            Duration.ZERO,
            Instant.parse("2030-01-02T03:04:05Z"),
            100,
            List.of());
    private static final Failure NOT_FOUND = Failure.of(FailureCode.NOTHING_FOUND, "no source knows it");
    private static final ChannelAddress NIGHT = new ChannelAddress("@night_music");
    private static final Failure LOST =
            Failure.perInstance(FailureCode.CALL_LOST, "the engine reports FAILED", "call:-42");

    private Samples() {}

    static List<Failure> failures() {
        return List.of(
                NOT_FOUND,
                Failure.of(
                        FailureCode.TRACK_TOO_LONG,
                        "lasts PT5H",
                        Map.of("limit", FailureArgument.of(Duration.ofHours(3)))),
                Failure.of(
                        FailureCode.TRACK_TOO_LARGE,
                        "60000000 bytes",
                        Map.of("limit", FailureArgument.bytes(50L << 20))),
                Failure.of(FailureCode.QUEUE_FULL, "200 wait", Map.of("limit", FailureArgument.count(200))),
                Failure.of(FailureCode.QUEUE_FULL, "200 wait", Map.of("limit", new FailureArgument.Text("200"))),
                Failure.of(FailureCode.STORE_UNAVAILABLE, "timed out"),
                Failure.retryAfter(FailureCode.SOURCE_UNAVAILABLE, "all streams are taken", Duration.ofSeconds(2)),
                Failure.floodWait("429", Duration.ofSeconds(31), Failure.FloodWait.Scope.ACCOUNT),
                LOST,
                Failure.of(FailureCode.NATIVE_MISSING, "no working ffmpeg"));
    }

    static List<Job> jobs() {
        return List.of(
                new ResolveTracks("tg:1", LOUNGE, ALICE, new TrackQuery.Text("бриз"), 77),
                new EnqueueTracks("tg:1", LOUNGE, ALICE, List.of(SONG, RADIO), 77),
                new EnqueueTracks(
                        "tg:6",
                        LOUNGE,
                        ALICE,
                        List.of(SONG),
                        79,
                        new Placement(Placement.Place.NEXT, true),
                        Instant.parse("2026-05-01T18:30:00.250Z")),
                new EnqueueTracks("autoplay:-42:9", KITCHEN, Requester.AUTOPLAY, List.of(SONG)),
                new StopPlayer(KITCHEN, 78),
                new MovePlayer(KITCHEN, LOUNGE),
                new AdoptPlayer(LOUNGE, KITCHEN, List.of(FIRST, SECOND), Duration.ofSeconds(12), false, 150, null),
                new AdoptPlayer(
                        LOUNGE,
                        KITCHEN,
                        List.of(),
                        Duration.ZERO,
                        true,
                        100,
                        new QueueStatus(0, Loop.QUEUE, PlayOrder.FAIR, null, null, true)),
                new AdoptPlayer(
                        LOUNGE,
                        KITCHEN,
                        List.of(),
                        Duration.ZERO,
                        true,
                        100,
                        null,
                        null,
                        Failure.of(FailureCode.VOICE_CHAT_ENDED, "the voice chat was ended"),
                        null),
                new VoiceChatChanged(KITCHEN, "main", 9, VoiceChatChanged.Change.REJOIN_NEEDED),
                new VoiceChatChanged(KITCHEN, "main", 9, VoiceChatChanged.Change.MUTED, -17, "@muzon_assistant"),
                new VoiceChatChanged(KITCHEN, "main", 9, VoiceChatChanged.Change.UNWATCHED, -17, "@muzon_assistant"),
                new PlayerEvent.RequestFailed("tg:2", KITCHEN, NOT_FOUND),
                new PlayerEvent.TracksQueued("tg:3", LOUNGE, List.of(SECOND), 1, Duration.ofSeconds(93), null),
                new PlayerEvent.TracksQueued("tg:4", LOUNGE, List.of(FIRST), 2, null, null),
                new PlayerEvent.TrackStarted("tg:1", LOUNGE, PLAYING),
                new PlayerEvent.TrackStarted(null, LOUNGE, PLAYING),
                new PlayerEvent.TrackEnded(LOUNGE, 5, FIRST, EndReason.FINISHED, null),
                new PlayerEvent.TrackEnded(LOUNGE, 6, SECOND, EndReason.FAILED, LOST),
                new PlayerEvent.PlayerChanged(KITCHEN, IDLE),
                new PlayerEvent.QueueEnded(KITCHEN),
                new PlayerEvent.CallChanged(KITCHEN, PlayerEvent.CallChanged.CallState.RECONNECTING, LOST),
                new PlayerEvent.CallChanged(KITCHEN, PlayerEvent.CallChanged.CallState.CONNECTED, null),
                new RetryCall(KITCHEN, "a voice chat was started"),
                new PlayerEvent.CallTroubled(null, LOUNGE, MUTED, WAITING),
                new PlayerEvent.CallTroubled("tg:5", KITCHEN, NOT_FOUND, IDLE),
                new PlayerEvent.TracksQueued("tg:6", LOUNGE, List.of(SECOND), 1, Duration.ofSeconds(93), PLAYING),
                new PlayerEvent.PlayerRested(KITCHEN, PlayerEvent.PlayerRested.Reason.SLEEP),
                new AddChannel("tg:7", KITCHEN, ALICE, NIGHT),
                new MoveChannels(KITCHEN, LOUNGE),
                new ChannelAdded("tg:7", KITCHEN, NIGHT, ChannelOutcome.READING, "Night", 214, false, null),
                new ChannelAdded(
                        "tg:8",
                        LOUNGE,
                        new ChannelAddress("+AbCdEfGh12"),
                        ChannelOutcome.FAILED,
                        null,
                        0,
                        true,
                        NOT_FOUND),
                new PlayerEvent.TracksQueued("tg:9", LOUNGE, Collections.nCopies(3, SECOND), 2, null, PLAYING, 1, 214));
    }

    static List<TrackQuery> queries() {
        return List.of(
                new TrackQuery.Text("nocturne"),
                new TrackQuery.Link("https://host/a.mp3"),
                new TrackQuery.Station("jazz"),
                new TrackQuery.TelegramFile(
                        "BQAC", "AgAD", "Song", "Band", "song.mp3", Duration.ofSeconds(24), 1_234_567L),
                new TrackQuery.TelegramFile("BQAC", "AgAD", null, null, null, null, null),
                VOICE_MESSAGE,
                VOICE_MESSAGE.in(new TrackQuery.TelegramFile.Place(-1_001_234_567_890L, 7)),
                new TrackQuery.TelegramFiles(List.of(VOICE_MESSAGE)),
                new TrackQuery.Listed("a1b2"),
                new TrackQuery.Post(-1_001_234_567_890L, 7_340_032),
                new TrackQuery.Related(SONG, List.of(RADIO, SONG), List.of(RADIO)));
    }

    static List<PlayerCommand> commands() {
        return List.of(
                new PlayerCommand.Pause(),
                new PlayerCommand.Resume(),
                new PlayerCommand.Skip(2),
                new PlayerCommand.Stop(),
                new PlayerCommand.SeekTo(Duration.ofSeconds(90)),
                new PlayerCommand.SeekBy(Duration.ofSeconds(-15)),
                new PlayerCommand.Replay(),
                new PlayerCommand.SetVolume(150),
                new PlayerCommand.SetMuted(true),
                new PlayerCommand.SetSpeed(125),
                new PlayerCommand.SetBass(5),
                new PlayerCommand.SetNightcore(true),
                new PlayerCommand.ClearFilters(),
                new PlayerCommand.SetCrossFade(6),
                new PlayerCommand.SetNormalized(false),
                new PlayerCommand.SetLoop(Loop.times(3)),
                new PlayerCommand.SetOrder(PlayOrder.SHUFFLED),
                new PlayerCommand.Remove("tg:1/0"),
                new PlayerCommand.Move("tg:1/0", 2),
                new PlayerCommand.Jump("tg:1/0"),
                new PlayerCommand.Clear(),
                new PlayerCommand.Previous(),
                new PlayerCommand.Undo(),
                new PlayerCommand.Sleep(Duration.ofMinutes(30)),
                new PlayerCommand.Sleep(null),
                new PlayerCommand.Stay(true),
                new PlayerCommand.SetAutoplay(true));
    }

    /** Bodies of one type each. */
    static Map<String, Object> bodies() {
        var bodies = new HashMap<String, Object>(players());
        bodies.put("command-request-for-own-tracks", new CommandRequest(new PlayerCommand.Clear(), null, ALICE, true));
        bodies.put("player-view-of-radio", RADIO_ON_AIR);
        bodies.put("player-view-paused", PAUSED);
        bodies.put("queue-page", new QueuePage(5, 12, 10, 11, List.of(SECOND)));
        bodies.put("search-view", new SearchView(List.of(SONG), List.of(), List.of("web")));
        bodies.put(
                "resolution-view",
                new ResolutionView(
                        Instant.parse("2030-01-02T03:04:05Z"),
                        "rain in may",
                        "archive",
                        Duration.ofMillis(140),
                        List.of(
                                new ResolutionView.Step("library", "track.not-found", Duration.ofMillis(3)),
                                new ResolutionView.Step("archive", ResolutionView.FOUND, Duration.ofMillis(130)))));
        bodies.put("source-view", new SourceView("library", List.of(SourceView.Kind.WORDS), 312));
        bodies.put(
                "source-view-without-number",
                new SourceView(
                        "direct", List.of(SourceView.Kind.LINKS, SourceView.Kind.PAGES, SourceView.Kind.FILES), null));
        bodies.put(
                "lyrics-view",
                new LyricsView(
                        LyricsView.Outcome.FOUND,
                        "Морской бриз",
                        "Muzon Ensemble",
                        "Волна\n\nИ бриз",
                        List.of(new LyricsView.Line(Duration.ofMillis(12_340), "Волна")),
                        "LRCLIB"));
        bodies.put(
                "lyrics-view-of-nothing", LyricsView.without(LyricsView.Outcome.NOTHING, "Морской бриз", null, null));
        bodies.put("note-request", new NoteRequest("/track @ann", "ru"));
        bodies.put("shown-note", new ShownNote("AwACAgIAAxkBAAIB", 7, "ru"));
        bodies.put("shown-text", new ShownText(List.of("(русский) Купи молока.", "И хлеба.")));
        bodies.put("note-reply", new NoteReply("Отслеживаются:\n@ann"));
        bodies.put("song-request", new SongRequest(-100, 7, new TrackQuery.Text("Морской бриз")));
        bodies.put("channel-view", new ChannelView("a1", "Night", "night_music", NIGHT, 214, false, false));
        bodies.put(
                "post-view",
                new PostView(
                        -1001234567891L,
                        "Night",
                        1_048_576,
                        Instant.parse("2030-01-02T03:04:05Z"),
                        "Rain",
                        "https://t.me/night_music/1",
                        new PostView.Song("Rain", "Band", Duration.ofSeconds(61), 3_000_000)));
        bodies.put(
                "post-view-with-a-link",
                new PostView(
                        -1001234567891L,
                        "Night",
                        2_097_152,
                        Instant.parse("2030-01-02T03:04:05Z"),
                        "Hear this",
                        null,
                        null,
                        "https://youtu.be/abcdefghijk"));
        bodies.put("source-view-off", new SourceView("web", List.of(), null, "yt-dlp is not installed: ./muzon build"));
        return bodies;
    }

    private static Map<String, Object> players() {
        return Map.of(
                "player-view", PLAYING,
                "player-view-idle", IDLE,
                "command-request", new CommandRequest(new PlayerCommand.Pause(), 5L, ALICE),
                "command-request-without-epoch", new CommandRequest(new PlayerCommand.Stop(), null, ALICE),
                "account-view",
                        new AccountView(
                                "main",
                                AccountView.State.READY,
                                "Muzon Assistant",
                                7_000_000_005L,
                                "muzon_assistant",
                                2,
                                null),
                "account-view-in-trouble",
                        new AccountView("second", AccountView.State.CLOSED, null, null, null, 0, LOST),
                "invite-link", new InviteLink("https://t.me/+abc"),
                "voice-chat-join", new VoiceChatJoin(LOUNGE, "{\"ssrc\":1}", 12, true),
                "voice-chat-joined", new VoiceChatJoined("main", 9, "{\"transport\":null}", true, "@muzon_assistant"));
    }
}
