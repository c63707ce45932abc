package dev.muzon.voice;

import dev.muzon.coordination.StoreClock;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.resilience.Retrier;
import dev.muzon.runtime.drain.Resignation;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.runtime.lease.ServiceIdentity;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.voice.audio.FfmpegPcmSources;
import dev.muzon.voice.audio.FramePump;
import dev.muzon.voice.audio.LoudnessStore;
import dev.muzon.voice.audio.PcmSources;
import dev.muzon.voice.audio.RecordingBudget;
import dev.muzon.voice.audio.RecordingRules;
import dev.muzon.voice.call.CallRules;
import dev.muzon.voice.call.VoiceChats;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.engine.VoiceEngine;
import dev.muzon.voice.engine.memory.InMemoryVoiceEngine;
import dev.muzon.voice.engine.ntgcalls.NtgcallsPaths;
import dev.muzon.voice.engine.ntgcalls.NtgcallsVoiceEngine;
import dev.muzon.voice.peers.AssistantVoiceChats;
import dev.muzon.voice.peers.ExtractorMedia;
import dev.muzon.voice.player.AloneRules;
import dev.muzon.voice.player.PlayerRules;
import dev.muzon.voice.player.PlayerStore;
import dev.muzon.voice.session.InstanceLeases;
import dev.muzon.voice.session.Journals;
import dev.muzon.voice.session.OwnershipLoop;
import dev.muzon.voice.session.OwnershipRules;
import dev.muzon.voice.session.PlayerDrivers;
import dev.muzon.voice.session.Players;
import dev.muzon.voice.session.RemotePlayers;
import dev.muzon.voice.session.SessionMeters;
import dev.muzon.voice.session.SessionTools;
import dev.muzon.voice.session.Sessions;
import dev.muzon.voice.session.SoundSystem;
import dev.muzon.voice.store.MongoLoudnessStore;
import dev.muzon.voice.store.MongoPlayerStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** The wiring of the service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VoiceProperties.class)
class VoiceConfiguration {
    /** Share of every delay that jitter spreads, so that calls which failed together do not rejoin together. */
    private static final double JITTER = 0.3;

    /** The sound is back within two seconds of its source. Opening a track takes half of that after a restart. */
    private static final Backoff TRANSFER_RETRIES = new Backoff(Duration.ofMillis(250), Duration.ofMillis(500), JITTER);

    /** About a quarter of a minute in all: the server itself drops a participant who is silent for longer. */
    private static final Backoff LEAVE_RETRIES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), JITTER);

    private static final int LEAVE_ATTEMPTS = 9;

    /** Shorter trouble is over before anybody has read about it. */
    private static final Duration TELL_AFTER = Duration.ofSeconds(5);

    /** News of what people changed cuts a pause short, so the pauses are for what is not heard of. */
    private static final Backoff PATIENCE = new Backoff(Duration.ofSeconds(3), Duration.ofMinutes(1), JITTER);

    /** Ten players a second: as many as two cores can start decoders and calls for. */
    private static final Duration STAGGER = Duration.ofMillis(100);

    @Bean
    PlayerRules playerRules(VoiceProperties settings) {
        return new PlayerRules(
                settings.queueLimit(),
                settings.prefetch(),
                settings.linger(),
                settings.call().giveUpAfter(),
                new AloneRules(
                        settings.alone().watch(),
                        settings.alone().pauseAfter(),
                        settings.alone().leaveAfter()));
    }

    @Bean
    CallRules callRules(VoiceProperties settings) {
        VoiceProperties.CallProperties call = settings.call();
        Backoff backoff = new Backoff(call.firstRetry(), call.longestRetry(), JITTER);
        return new CallRules(
                call.joinTimeout(), call.connectTimeout(), call.giveUpAfter(), TELL_AFTER, backoff, PATIENCE);
    }

    @Bean
    OwnershipRules ownershipRules(VoiceProperties settings) {
        VoiceProperties.OwnershipProperties ownership = settings.ownership();
        int capacity =
                HeapRoom.players(ownership.maxPlayers(), Runtime.getRuntime().maxMemory());
        return new OwnershipRules(ownership.lease(), ownership.takeover(), STAGGER, capacity);
    }

    @Bean
    InstanceLeases instanceLeases(Leases leases, ServiceIdentity identity, OwnershipRules rules) {
        return new InstanceLeases(leases, identity, rules.lease());
    }

    @Bean
    VoiceEngine voiceEngine(VoiceProperties settings, Resignation resignation, FailureLog failures) {
        return switch (settings.engine()) {
            case NTGCALLS ->
                NtgcallsVoiceEngine.open(
                        NtgcallsPaths.from(System.getenv()),
                        e -> resign(resignation, failures, "the voice engine's events", e));
            case MEMORY -> new InMemoryVoiceEngine();
        };
    }

    @Bean
    Ffmpeg ffmpeg(VoiceProperties settings) {
        return settings.media().ffmpegDir() == null
                ? Ffmpeg.locate()
                : Ffmpeg.locate(settings.media().ffmpegDir());
    }

    @Bean
    LoudnessStore loudnessStore(MongoOperations mongo) {
        return new MongoLoudnessStore(mongo);
    }

    @Bean
    PcmSources pcmSources(Peers peers, Ffmpeg ffmpeg, LoudnessStore loudness, VoiceProperties settings) {
        VoiceProperties.MediaProperties media = settings.media();
        RecordingRules recordings = new RecordingRules(
                media.recordings(),
                media.recordingLimit(),
                new RecordingBudget(media.recordingsLimit(), media.freeSpace(), media.recordings()),
                media.stallLimit());
        return new FfmpegPcmSources(
                new ExtractorMedia(peers), ffmpeg, recordings, loudness, media.buffer(), TRANSFER_RETRIES);
    }

    @Bean
    VoiceChats.Factory voiceChats(
            Peers peers, VoiceProperties settings, FailureClassifier classifier, FailureLog failures) {
        return new AssistantVoiceChats(
                peers, settings.call().joinTimeout(), new Retrier(classifier, failures, LEAVE_RETRIES, LEAVE_ATTEMPTS));
    }

    @Bean
    PlayerStore playerStore(MongoOperations mongo, FailureLog failures, MeterRegistry meters, Clock clock) {
        return new MongoPlayerStore(mongo, failures, meters, clock);
    }

    @Bean
    FramePump framePump(VoiceEngine engine, MeterRegistry meters, Resignation resignation, FailureLog failures) {
        return new FramePump(engine, meters, e -> resign(resignation, failures, "the frame pump", e)).start();
    }

    /** Ends the process: without this thread every call is silent, while every probe is green. */
    private static void resign(Resignation resignation, FailureLog failures, String thread, Throwable e) {
        Failure why = failures.report("Thread of " + thread + " died", e);
        resignation.submit(thread, why, "report this error; the restarted service goes on with the music");
    }

    @Bean
    PlayerDrivers playerDrivers(
            PlayerRules playerRules,
            CallRules callRules,
            SoundSystem sound,
            VoiceChats.Factory voiceChats,
            MeterRegistry meters,
            FailureLog failures,
            MonotonicClock clock) {
        return new PlayerDrivers(playerRules, callRules, sound, voiceChats, new SessionMeters(meters), failures, clock);
    }

    @Bean
    SoundSystem soundSystem(PcmSources sources, FramePump pump, VoiceEngine engine) {
        return new SoundSystem(sources, pump, engine);
    }

    @Bean
    Journals journals(PlayerStore store, JobPublisher publisher, FailureLog failures, MeterRegistry meters) {
        Counter dropped = Counter.builder("muzon.voice.events.dropped")
                .description("Events of an outage that newer ones made stale")
                .register(meters);
        return new Journals(store, publisher, failures, dropped);
    }

    @Bean
    SessionTools sessionTools(
            PlayerDrivers drivers,
            Journals journals,
            InstanceLeases leases,
            FailureLog failures,
            VoiceProperties settings,
            MonotonicClock clock) {
        return new SessionTools(drivers, journals, leases, failures, settings.saveEvery(), clock);
    }

    @Bean
    Sessions sessions(
            SessionTools tools, PlayerStore store, SoundSystem sound, OwnershipRules rules, ServiceIdentity identity) {
        Sessions sessions = new Sessions(tools, store, rules, identity);
        sound.engine().listen((chat, state) -> sessions.onConnection(new CallTarget(chat), state));
        sound.pump().onRefused(call -> sessions.onConnection(call, ConnectionState.CLOSED));
        return sessions;
    }

    @Bean
    OwnershipLoop ownershipLoop(Sessions sessions, OwnershipRules rules, FailureLog failures) {
        return new OwnershipLoop(sessions, rules, failures);
    }

    @Bean
    Players players(
            Sessions sessions, RemotePlayers remote, PlayerRules rules, MonotonicClock clock, StoreClock storeClock) {
        return new Players(sessions, remote, rules, clock, storeClock);
    }
}
