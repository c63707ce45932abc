package dev.muzon.e2e.bench;

import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Telegram;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/** The disturbances of music that a group listens to, and the sound behind them. */
final class Disturbances {
    /** Length of the song that comes no faster than it sounds. */
    static final int SECONDS = 100;

    private static final int KILLS = 20;

    /** Longer than a connection lives without the voice server. */
    private static final Duration SERVER_AWAY = Duration.ofSeconds(20);

    /** Long enough for the disturbance to be noticed, and for pauses between attempts to grow. */
    private static final Duration LASTING = Duration.ofSeconds(15);

    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final Duration SETTLED = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String EXTRACTOR = "extractor-service";
    private static final String EXTRACTOR_READY = "http://127.0.0.1:8084/readyz";

    private final MeasuredSuite measured;
    private final Telegram telegram;
    private final PacedWeb web;
    private final long owner;
    private final long assistant;
    private int groups;

    Disturbances(MeasuredSuite measured, PacedWeb web) {
        this.measured = measured;
        this.web = web;
        telegram = measured.telegram();
        owner = measured.people().getFirst();
        assistant =
                telegram.overview().path("assistants").path(0).path("userId").longValue();
    }

    /** One kind of them. */
    @FunctionalInterface
    interface Disturbance {
        Outcome happen() throws IOException, InterruptedException;
    }

    /**
     * The sound behind one of them.
     *
     * @param silence from the end of the cause to sound that lasts
     * @param note what else there is to say
     * @param lost seconds of the song that were never heard, empty where that is not to be told
     */
    record Outcome(Duration silence, String note, OptionalInt lost) {
        Outcome(Duration silence, String note) {
            this(silence, note, OptionalInt.empty());
        }
    }

    /** The end of a cause, as an action. */
    @FunctionalInterface
    private interface Action {
        void act() throws IOException, InterruptedException;
    }

    Disturbance extractorInMidSong(Duration away, boolean killed) {
        return () -> inNewGroup((chat, ear) -> {
            measured.play(chat, web.song());
            ear.awaitSound(0);
            Thread.sleep(SETTLED);
            long end = whileExtractorIsAway(killed, away, () -> ear.awaitSilence(SILENCE));
            return heardAgain(ear, end);
        });
    }

    Disturbance extractorAtABorder(Duration away, boolean killed) {
        return () -> inNewGroup((chat, ear) -> {
            measured.play(chat, Repertoire.SYMPHONY.title());
            ear.awaitSound(0);
            measured.play(chat, Repertoire.SWEEPS.getFirst().title());
            Thread.sleep(SETTLED);
            long end = whileExtractorIsAway(killed, away, () -> {
                long left = Repertoire.SYMPHONY.length().minus(SETTLED).toSeconds();
                telegram.say(chat, owner, "/seek " + left / 60 + ":" + left % 60);
                Thread.sleep(SETTLED);
                ear.awaitSilence(SILENCE);
            });
            await("the next song").atMost(LIMIT).pollInterval(LOOK).until(() -> ear.firstAfter(end) != 0);
            return new Outcome(Duration.ofNanos(ear.firstAfter(end) - end), "");
        });
    }

    Disturbance radio(Duration pause) {
        return () -> inNewGroup((chat, ear) -> {
            measured.play(chat, web.radio());
            ear.awaitSound(0);
            Thread.sleep(SETTLED);
            web.hush(true);
            Thread.sleep(pause);
            long end = System.nanoTime();
            web.hush(false);
            // A station goes on by itself while nobody hears it, so nothing of it can be lost.
            return new Outcome(Duration.ofNanos(ear.awaitSound(end) - end), "");
        });
    }

    /** Measures the longest gap of all. */
    Disturbance decoder() {
        return () -> inNewGroup((chat, ear) -> {
            measured.play(chat, Repertoire.SYMPHONY.title());
            long begin = ear.awaitSound(0);
            Thread.sleep(SETTLED);
            for (int i = 0; i < KILLS; i++) {
                await("a decoder").atMost(LIMIT).pollInterval(LOOK).until(this::killDecoders);
                Thread.sleep(SETTLED.dividedBy(2));
            }
            return new Outcome(ear.longestGap(begin), "longest gap");
        });
    }

    Disturbance unbanned() {
        return () -> refused(chat -> {
            telegram.delete(chat(chat) + "/members/" + assistant + "?as=" + owner);
            return () -> telegram.post(chat(chat) + "/members/" + assistant + "/unban", Map.of("as", owner));
        });
    }

    Disturbance voiceChatStarted() {
        return () -> refused(chat -> {
            telegram.delete(chat(chat) + "/voice-chat?as=" + owner);
            return () -> telegram.startVoiceChat(chat, owner);
        });
    }

    Disturbance joinRefused() {
        return () -> refused(_ -> {
            telegram.post(
                    "sandbox/mtproto/faults",
                    Map.of("method", "phone.joinGroupCall", "times", 10_000, "code", 400, "error", "CALL_REFUSED"));
            return () -> telegram.delete("sandbox/mtproto/faults");
        });
    }

    Disturbance muted() {
        return () -> inNewGroup((chat, ear) -> {
            measured.play(chat, web.song());
            ear.awaitSound(0);
            Thread.sleep(SETTLED);
            mute(chat, true);
            ear.awaitSilence(SILENCE);
            Thread.sleep(LASTING);
            long end = System.nanoTime();
            mute(chat, false);
            return heardAgain(ear, end);
        });
    }

    /**
     * Removes the assistant from the voice chat.
     *
     * @param told whether it hears so, or has to find out by asking
     */
    Disturbance removed(boolean told) {
        return () -> inNewGroup((chat, ear) -> {
            measured.play(chat, web.song());
            ear.awaitSound(0);
            Thread.sleep(SETTLED);
            long end = System.nanoTime();
            if (told) {
                telegram.leaveVoiceChat(chat, assistant);
            } else {
                telegram.forgetInVoiceChat(chat, assistant);
            }
            ear.awaitSilence(SILENCE);
            return heardAgain(ear, System.nanoTime() - SILENCE.toNanos(), end);
        });
    }

    /**
     * Loses all packets of sound, and with them whatever the voice server answers.
     *
     * @param signalling whether Telegram itself cannot be reached either
     */
    Disturbance voiceServerAway(boolean signalling) {
        return () -> inNewGroup((chat, ear) -> {
            measured.play(chat, web.song());
            ear.awaitSound(0);
            Thread.sleep(SETTLED);
            losePackets("-I");
            long end;
            try {
                network(!signalling);
                Thread.sleep(SERVER_AWAY);
            } finally {
                end = System.nanoTime();
                losePackets("-D");
                network(true);
            }
            return heardAgain(ear, end);
        });
    }

    private void losePackets(String change) throws IOException, InterruptedException {
        String said = measured.suite().inside("iptables", change, "INPUT", "-p", "udp", "-j", "DROP");
        if (!said.isBlank()) {
            throw new AssertionError("packets are not lost: " + said.strip());
        }
    }

    private void network(boolean up) {
        telegram.put("sandbox/mtproto/network", Map.of("up", up));
    }

    private static Outcome heardAgain(Ear ear, long end) {
        return heardAgain(ear, end, end);
    }

    private static Outcome heardAgain(Ear ear, long silent, long end) {
        long begin = ear.awaitSound(silent);
        OptionalInt last = second(ear.hertzBefore(silent));
        OptionalInt first = second(ear.hertzFrom(begin));
        return new Outcome(Duration.ofNanos(begin - end), shown(last) + "→" + shown(first), between(last, first));
    }

    /** Returns how many seconds of the song lie between the last that was heard, if any, and the next. */
    private static OptionalInt between(OptionalInt last, OptionalInt first) {
        return first.isEmpty() ? first : OptionalInt.of(Math.max(0, first.getAsInt() - last.orElse(-1) - 1));
    }

    private static String shown(OptionalInt second) {
        return second.isEmpty() ? "?" : Integer.toString(second.getAsInt());
    }

    private static OptionalInt second(OptionalInt hertz) {
        return hertz.isEmpty()
                ? hertz
                : OptionalInt.of(Math.toIntExact(Math.round((hertz.getAsInt() - TestTones.hertzOf(0))
                        / (double) (TestTones.hertzOf(1) - TestTones.hertzOf(0)))));
    }

    private long whileExtractorIsAway(boolean killed, Duration away, Action action)
            throws IOException, InterruptedException {
        long pid = measured.pid(EXTRACTOR);
        long begin = System.nanoTime();
        signal(pid, "STOP");
        try {
            action.act();
            Thread.sleep(Math.max(0, away.minusNanos(System.nanoTime() - begin).toMillis()));
        } finally {
            signal(pid, killed ? "KILL" : "CONT");
        }
        if (killed) {
            await("the extractor is ready")
                    .atMost(LIMIT)
                    .pollInterval(LOOK)
                    .until(() -> measured.suite()
                            .inside("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", EXTRACTOR_READY)
                            .equals("200"));
        }
        return System.nanoTime();
    }

    private static void signal(long pid, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    }

    private boolean killDecoders() {
        return ProcessHandle.of(measured.pid("voice-call-service")).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(child -> child.info().commandLine().orElse("").contains("f32le"))
                .map(ProcessHandle::destroyForcibly)
                .reduce(false, Boolean::logicalOr);
    }

    private void mute(long chat, boolean muted) {
        telegram.put(
                "sandbox/mtproto/voice-chats/" + chat + "/participants/" + assistant,
                Map.of("as", owner, "muted", muted));
    }

    private static String chat(long chat) {
        return "sandbox/chats/" + chat;
    }

    /** The events in one group. */
    @FunctionalInterface
    private interface Scene {
        Outcome play(long chat, Ear ear) throws IOException, InterruptedException;
    }

    /** A reason that keeps the assistant out of a group. It returns its end. */
    @FunctionalInterface
    private interface Hindrance {
        Action hinder(long chat);
    }

    private Outcome refused(Hindrance hindrance) throws IOException, InterruptedException {
        return inNewGroup((chat, ear) -> {
            Action allow = hindrance.hinder(chat);
            measured.play(chat, web.song());
            Thread.sleep(LASTING);
            if (ear.firstAfter(0) != 0) {
                throw new AssertionError("nothing kept the assistant out");
            }
            long end = System.nanoTime();
            allow.act();
            return heardAgain(ear, end);
        });
    }

    /** Plays a scene in a group that nothing was wrong with before. Its music ends with the scene. */
    private Outcome inNewGroup(Scene scene) throws IOException, InterruptedException {
        long chat = TenCalls.group(measured, "bench_recovery_" + groups++);
        try (Ear ear = new Ear(telegram, chat)) {
            return scene.play(chat, ear);
        } finally {
            measured.stop(chat);
        }
    }
}
