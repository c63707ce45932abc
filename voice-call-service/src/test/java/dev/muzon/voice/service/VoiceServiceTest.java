package dev.muzon.voice.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.job.RetryCall;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.contract.PlayersApi;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.ToneMeter;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.peers.ForwardedPlayersApi;
import dev.muzon.voice.player.Effect;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.RestClientResponseException;

class VoiceServiceTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SCALE = Duration.ofSeconds(40);
    private static final AtomicLong CHATS = new AtomicLong(-1000);

    private static StubServices neighbours;
    private static RunningService service;

    private final Chat chat = new Chat(CHATS.decrementAndGet(), () -> service);

    @BeforeAll
    static void start() throws IOException {
        Ffmpeg ffmpeg = Ffmpeg.locate();
        TestTones tones = new TestTones(ffmpeg, folder);
        neighbours = new StubServices(ffmpeg);
        neighbours.serve("scale", tones.tonePerSecond("scale", TestTones.Format.FLAC, 40));
        neighbours.serve("low", tones.tone("low", TestTones.Format.FLAC, 440, Duration.ofSeconds(2)));
        neighbours.serve("high", tones.tone("high", TestTones.Format.FLAC, 880, Duration.ofSeconds(2)));
        service = new RunningService(mongo.uri(), neighbours.address());
    }

    @AfterAll
    static void stop() {
        service.close();
        neighbours.close();
    }

    @BeforeEach
    void wellBehaved() {
        neighbours.refuseJoins(null);
        service.engine().connectionsBecome(ConnectionState.CONNECTED);
    }

    @Test
    void everyMeterHoldsANumber() {
        String scrape =
                service.client().get().uri("/actuator/prometheus").retrieve().body(String.class);
        assertThat(scrape.lines())
                .anyMatch(line -> line.startsWith("muzon_voice_calls"))
                .noneMatch(line -> line.endsWith("NaN"));
    }

    @Test
    void aRequestIsHeardFromTheTracksBeginning() {
        chat.enqueue("a1", scale());

        chat.awaitSound(Duration.ofSeconds(1));
        assertThat(chat.tone(Duration.ZERO, 0)).isTrue();
        assertThat(chat.view().state()).isEqualTo(PlayerState.PLAYING);
        await().atMost(LIMIT)
                .until(() -> chat.events(PlayerEvent.TrackStarted.class).stream()
                        .anyMatch(started -> (chat.id() + "a1").equals(started.requestId())));
        assertThat(neighbours.count("/v1/voice-chats/" + chat.id() + "/join")).isOne();
    }

    @Test
    void tracksFollowEachOtherWithoutAGapAndTheVoiceChatIsLeftAtTheEnd() {
        chat.enqueue("b1", low(), high());
        chat.awaitSound(Duration.ofMillis(3900));

        ToneMeter meter = ToneMeter.ofStereo(service.engine().heard(chat.id()));
        assertThat(meter.change(440, 880)).isBetween(Duration.ofMillis(1990), Duration.ofMillis(2010));
        await().atMost(LIMIT).until(() -> neighbours.count("/v1/voice-chats/" + chat.id() + "/leave") == 1);
        await().atMost(LIMIT)
                .until(() -> chat.events(PlayerEvent.QueueEnded.class).size() == 1);
        assertThat(chat.events(PlayerEvent.TrackEnded.class))
                .extracting(PlayerEvent.TrackEnded::reason)
                .containsExactly(EndReason.FINISHED, EndReason.FINISHED);
        assertThat(chat.view().state()).isEqualTo(PlayerState.IDLE);
    }

    @Test
    void theVoiceChatIsJoinedAndLeftWithTheTokenOfTheLease() {
        String voiceChat = "/v1/voice-chats/" + chat.id();
        chat.enqueue("o1", low());
        chat.awaitSound(Duration.ofMillis(300));
        chat.command(new PlayerCommand.Stop(), null);

        await().atMost(LIMIT).until(() -> neighbours.owner(voiceChat + "/leave") != null);
        assertThat(neighbours.owner(voiceChat + "/join")).isPositive();
        assertThat(neighbours.owner(voiceChat + "/leave")).isEqualTo(neighbours.owner(voiceChat + "/join"));
    }

    @Test
    void aRedeliveredRequestQueuesOnce() {
        chat.enqueue("c1", scale());
        service.publish("again:" + chat.id(), chat.request("c1", scale()));
        service.publish("other:" + chat.id(), chat.request("c2", low()));

        await().atMost(LIMIT).until(() -> !chat.view().upcoming().isEmpty());
        assertThat(chat.view().upcoming())
                .singleElement()
                .satisfies(entry -> assertThat(entry.track().id()).isEqualTo("low"));
    }

    @Test
    void pauseStopsTheFramesAndResumeGoesOn() {
        chat.enqueue("d1", scale());
        chat.awaitSound(Duration.ofMillis(300));

        assertThat(chat.command(new PlayerCommand.Pause(), null).state()).isEqualTo(PlayerState.PAUSED);
        int silent = chat.awaitStandstill();
        Duration position = chat.view().position();
        chat.command(new PlayerCommand.Resume(), null);

        await().atMost(LIMIT).until(() -> chat.heard() > silent + 100_000);
        assertThat(chat.view().position()).isGreaterThan(position);
    }

    @Test
    void aSeekLandsAtTheRequestedPosition() {
        chat.enqueue("e1", scale());
        chat.awaitSound(Duration.ofMillis(300));

        chat.command(new PlayerCommand.SeekTo(Duration.ofSeconds(30)), null);
        int before = chat.heard();
        await().atMost(LIMIT).until(() -> chat.heard() > before + 192_000);

        assertThat(chat.loudestSecond(before + 96_000, SCALE)).isBetween(30, 31);
    }

    @Test
    void aLiveStreamGoesOnLiveAfterAPauseAndCannotBeSought() throws IOException {
        neighbours.broadcast("radio", folder.resolve("scale.flac"));
        chat.enqueue("r1", new Track("radio", "direct", "Radio", null, null, null));
        chat.awaitSound(Duration.ofMillis(500));
        assertThatThrownBy(() -> chat.command(new PlayerCommand.SeekTo(Duration.ofSeconds(1)), null))
                .isInstanceOfSatisfying(
                        RestClientResponseException.class,
                        refused -> assertThat(refused.getResponseBodyAsString()).contains("player.not-seekable"));

        chat.command(new PlayerCommand.Pause(), null);
        Duration pausedAt = neighbours.onAir("radio");
        int before = chat.awaitStandstill();
        await().atMost(LIMIT).until(() -> neighbours.onAir("radio").compareTo(pausedAt.plusSeconds(8)) > 0);
        chat.command(new PlayerCommand.Resume(), null);

        await().atMost(LIMIT).until(() -> chat.heard() > before + 192_000);
        assertThat(chat.loudestSecond(before + 96_000, SCALE)).isGreaterThan((int) pausedAt.toSeconds() + 7);
    }

    @Test
    void skippingEndsTheTrackAndAStaleButtonDoesNothing() {
        chat.enqueue("f1", scale(), low(), high());
        chat.awaitSound(Duration.ofMillis(200));
        long epoch = chat.view().epoch();

        assertThat(chat.command(new PlayerCommand.Skip(1), epoch).epoch()).isEqualTo(epoch + 1);
        assertThatThrownBy(() -> chat.command(new PlayerCommand.Skip(1), epoch))
                .isInstanceOfSatisfying(RestClientResponseException.class, refused -> {
                    assertThat(refused.getStatusCode().value()).isEqualTo(409);
                    assertThat(refused.getResponseBodyAsString()).contains("player.stale");
                });
        assertThat(chat.view().current().track().id()).isEqualTo("low");
    }

    @Test
    void aLostConnectionIsRejoinedAndTheSongGoesOn() {
        chat.enqueue("g1", scale());
        chat.awaitSound(Duration.ofMillis(500));
        service.engine().report(chat.id(), ConnectionState.FAILED);

        await().atMost(LIMIT).until(() -> neighbours.count("/v1/voice-chats/" + chat.id() + "/join") == 2);
        await().atMost(LIMIT).until(() -> chat.view().state() == PlayerState.PLAYING && chat.heard() > 0);
        await().atMost(LIMIT)
                .until(() -> chat.events(PlayerEvent.CallChanged.class).stream()
                        .map(PlayerEvent.CallChanged::state)
                        .toList()
                        .equals(List.of(CallState.RECONNECTING, CallState.CONNECTED)));
    }

    @Test
    void aMissingVoiceChatIsToldOnceAndTheTrackPlaysWhenThereIsNewsOfOne() {
        Failure none = Failure.of(FailureCode.NO_VOICE_CHAT, "nobody started one");
        neighbours.refuseJoins(none);
        chat.enqueue("h1", scale());

        await().atMost(LIMIT)
                .until(() -> !chat.events(PlayerEvent.CallTroubled.class).isEmpty());
        assertThat(chat.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.JOINING, none));
        neighbours.refuseJoins(null);
        service.publish("news:" + chat.id(), new RetryCall(chat.ref(), "a voice chat was started"));
        chat.awaitSound(Duration.ofMillis(300));
        assertThat(chat.events(PlayerEvent.CallTroubled.class)).hasSize(1);
    }

    @Test
    void aLeaveThatFindsTheAssistantStartingIsTriedAgain() {
        String leave = "/v1/voice-chats/" + chat.id() + "/leave";
        neighbours.refuseOnce(leave, Failure.of(FailureCode.NO_ASSISTANT, "an account is not ready yet"));
        chat.enqueue("m1", low());

        await().atMost(LIMIT).until(() -> neighbours.count(leave) == 2);
    }

    @Test
    void anEndedVoiceChatKeepsTheQueue() {
        chat.enqueue("i1", scale(), low());
        chat.awaitSound(Duration.ofMillis(300));
        service.publish(
                "ended:" + chat.id(),
                new VoiceChatChanged(chat.ref(), "main", StubServices.GROUP_CALL, VoiceChatChanged.Change.ENDED));

        await().atMost(LIMIT).until(() -> chat.view().state() == PlayerState.PAUSED);
        assertThat(chat.view().upcoming()).hasSize(1);
        assertThat(chat.view().position()).isPositive();
    }

    @Test
    void aPlayerThatLostItsVoiceChatGoesOnWhenThereIsNewsOfTheNextOne() {
        chat.enqueue("i2", scale(), low());
        chat.awaitSound(Duration.ofMillis(300));
        service.publish(
                "ended:" + chat.id(),
                new VoiceChatChanged(chat.ref(), "main", StubServices.GROUP_CALL, VoiceChatChanged.Change.ENDED));
        await().atMost(LIMIT).until(() -> chat.view().state() == PlayerState.PAUSED);

        service.publish("news:" + chat.id(), new RetryCall(chat.ref(), "a voice chat was started"));

        await().atMost(LIMIT).until(() -> chat.view().state() == PlayerState.PLAYING);
        assertThat(chat.view().current().track().id()).isEqualTo("scale");
    }

    @Test
    void aStopFromTheQueueEndsTheMusicAlsoAtTheInstanceThatOwnsIt() {
        chat.enqueue("s1", scale(), low());
        chat.awaitSound(Duration.ofMillis(300));
        try (RunningService other = new RunningService(mongo.uri(), neighbours.address())) {
            other.publish("stop:" + chat.id(), new StopPlayer(chat.ref(), 50));

            await().atMost(LIMIT).until(() -> chat.view().state() == PlayerState.IDLE);
            await().atMost(LIMIT).until(() -> neighbours.count("/v1/voice-chats/" + chat.id() + "/leave") == 1);
        }
        assertThat(service.store()
                        .find(new PlayerId(chat.id()))
                        .orElseThrow()
                        .player()
                        .stoppedBy())
                .isEqualTo(50);
    }

    @Test
    void theMusicOfAGroupThatBecameASupergroupGoesOnThere() {
        chat.enqueue("m1", scale(), low());
        chat.awaitSound(Duration.ofMillis(1500));
        Chat supergroup = new Chat(chat.id() - 1_000_000, () -> service);

        service.publish("move:" + chat.id(), new MovePlayer(chat.ref(), supergroup.ref()));

        supergroup.awaitSound(Duration.ofMillis(500));
        assertThat(supergroup.loudestSecond(0, Duration.ofSeconds(40))).isGreaterThanOrEqualTo(1);
        assertThat(supergroup.view().upcoming())
                .extracting(entry -> entry.track().id())
                .containsExactly("low");
        await().atMost(LIMIT)
                .until(() -> supergroup.events(PlayerEvent.TrackStarted.class).size() == 1);
        assertThat(chat.view().state()).isEqualTo(PlayerState.IDLE);
        chat.enqueue("m2", high());
        await().atMost(LIMIT).until(() -> supergroup.view().upcoming().size() == 2);
        assertThat(neighbours.count("/v1/voice-chats/" + chat.id() + "/leave")).isZero();
    }

    @Test
    void anUnknownPlayerIsIdleAndHasNothingToControl() {
        assertThat(chat.view().state()).isEqualTo(PlayerState.IDLE);
        assertThatThrownBy(() -> chat.command(new PlayerCommand.Pause(), null))
                .isInstanceOfSatisfying(
                        RestClientResponseException.class,
                        refused -> assertThat(refused.getResponseBodyAsString()).contains("player.nothing-playing"));
    }

    @Test
    void aTrackThatCannotBeFetchedIsSkippedWithItsReason() {
        chat.enqueue("j1", new Track("missing", "library", "Missing", null, SCALE, null), low());

        await().atMost(LIMIT)
                .until(() -> chat.events(PlayerEvent.TrackEnded.class).stream()
                        .anyMatch(ended -> ended.reason() == EndReason.FAILED && ended.failure() != null));
        chat.awaitSound(Duration.ofMillis(300));
    }

    @Test
    void musicPausesWhenNobodyListensAndGoesOnWhenSomebodyComes() {
        chat.enqueue("o1", scale());
        chat.awaitSound(Duration.ofMillis(300));

        tell(VoiceChatChanged.Change.ALONE);
        await().atMost(LIMIT).until(() -> chat.view().state() == PlayerState.PAUSED);
        int silent = chat.awaitStandstill();
        tell(VoiceChatChanged.Change.ACCOMPANIED);

        await().atMost(LIMIT).until(() -> chat.heard() > silent + 100_000);
        assertThat(chat.view().state()).isEqualTo(PlayerState.PLAYING);
        assertThat(chat.events(PlayerEvent.PlayerRested.class))
                .extracting(PlayerEvent.PlayerRested::reason)
                .containsExactly(PlayerEvent.PlayerRested.Reason.ALONE);
    }

    private void tell(VoiceChatChanged.Change change) {
        service.publish(
                change + ":" + chat.id(), new VoiceChatChanged(chat.ref(), "main", StubServices.GROUP_CALL, change));
    }

    @Test
    void aRestartGoesOnWhereItStopped() {
        chat.enqueue("k1", scale(), low());
        chat.awaitSound(Duration.ofSeconds(3));
        chat.command(new PlayerCommand.SetVolume(50), null);
        service.close();
        assertThat(neighbours.count("/v1/voice-chats/" + chat.id() + "/leave")).isZero();
        service = new RunningService(mongo.uri(), neighbours.address());

        chat.awaitSound(Duration.ofSeconds(1));
        assertThat(chat.loudestSecond(96_000, SCALE)).isBetween(3, 8);
        assertThat(chat.view().volume()).isEqualTo(50);
        assertThat(chat.view().upcoming()).hasSize(1);
    }

    @Test
    void eventsThatACrashedOwnerDidNotPublishArePublishedByTheNext() {
        ChatRef ref = chat.ref();
        PlayerStore.Saved saved = new PlayerStore.Saved(
                PlayerSnapshot.unused(ref),
                List.of(new Effect.Tell("event:" + chat.id() + ":unsaid", new PlayerEvent.QueueEnded(ref))));

        service.store().save(saved, 0);

        await().atMost(LIMIT)
                .until(() -> chat.events(PlayerEvent.QueueEnded.class).size() == 1);
        await().atMost(LIMIT)
                .until(() -> service.store()
                        .find(new PlayerId(chat.id()))
                        .orElseThrow()
                        .unsaid()
                        .isEmpty());
    }

    @Test
    void eventsThatACrashedOwnerPublishedAreNotPublishedAgain() {
        ChatRef ref = chat.ref();
        Effect.Tell said = new Effect.Tell("event:" + chat.id() + ":said", new PlayerEvent.QueueEnded(ref));
        service.publish(said.id(), said.event());
        await().atMost(LIMIT)
                .until(() -> chat.events(PlayerEvent.QueueEnded.class).size() == 1);

        // The state of an owner that died before it could save that these events are published.
        service.store().save(new PlayerStore.Saved(PlayerSnapshot.unused(ref), List.of(said)), 0);

        await().atMost(LIMIT)
                .until(() -> service.store()
                        .find(new PlayerId(chat.id()))
                        .orElseThrow()
                        .unsaid()
                        .isEmpty());
        assertThat(chat.events(PlayerEvent.QueueEnded.class)).hasSize(1);
    }

    @Test
    void theInstanceThatDoesNotOwnTheChatPassesEverythingOn() {
        chat.enqueue("l1", scale());
        chat.awaitSound(Duration.ofMillis(300));
        try (RunningService other = new RunningService(mongo.uri(), neighbours.address())) {
            assertThat(other.command(chat.id(), new PlayerCommand.Pause(), null).state())
                    .isEqualTo(PlayerState.PAUSED);
            assertThat(other.player(chat.id()).current().track().id()).isEqualTo("scale");
            assertThat(other.engine().heard(chat.id())).isEmpty();
        }
    }

    @Test
    void aPartOfTheQueueIsReadAtAnyInstance() {
        chat.enqueue("n1", scale(), low(), high());
        chat.awaitSound(Duration.ofMillis(300));
        try (RunningService other = new RunningService(mongo.uri(), neighbours.address())) {
            QueuePage page =
                    RunningService.ask(other.client(), PlayersApi.class).page(new PlayerId(chat.id()), 1, 5);

            assertThat(page.total()).isEqualTo(2);
            assertThat(page.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.track().id()).isEqualTo("high"));
        }
    }

    @Test
    void aCommandThatWasPassedOnIsNotPassedOnAgain() {
        chat.enqueue("m1", scale());
        chat.awaitSound(Duration.ofMillis(300));
        try (RunningService other = new RunningService(mongo.uri(), neighbours.address())) {
            var forwarded = RunningService.ask(other.client(), ForwardedPlayersApi.class);
            var pause = new CommandRequest(new PlayerCommand.Pause(), null, new Requester(7, "Ann"));

            assertThatThrownBy(() -> forwarded.command(new PlayerId(chat.id()), pause))
                    .isInstanceOfSatisfying(
                            RestClientResponseException.class,
                            refused -> assertThat(refused.getResponseBodyAsString())
                                    .contains("owner.elsewhere"));
            assertThat(chat.view().state()).isEqualTo(PlayerState.PLAYING);
        }
    }

    private static Track scale() {
        return new Track("scale", "library", "Scale", null, SCALE, null);
    }

    private static Track low() {
        return new Track("low", "library", "Low", null, Duration.ofSeconds(2), null);
    }

    private static Track high() {
        return new Track("high", "library", "High", null, Duration.ofSeconds(2), null);
    }
}
