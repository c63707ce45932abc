package dev.muzon.voice.engine.ntgcalls;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.engine.VoiceEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Benchmark of bare calls: no player, no decoder, one frame per 10 ms and call. Prints one line of JSON.
 *
 * <p>{@code NtgcallsBench <calls> <seconds> stream} needs no peer, and encodes and sends nothing: it measures only the
 * way of the frames. {@code NtgcallsBench <calls> <seconds> rtc} measures real calls: for each it prints <code>{"chat":
 * …, "payload": "…"}</code> and expects the transport answer as one line on its input.
 */
public final class NtgcallsBench {
    private static final long PERIOD_NANOS = Duration.ofMillis(10).toNanos();
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);
    private static final double TONE_HERTZ = 440;

    private final int calls;
    private final VoiceEngine engine;
    private final byte[][] tone = tone();
    private long frames;
    private long frameNanos;

    /** Lateness of the last frame of each period, in nanoseconds. */
    private long[] lateness = {};

    private NtgcallsBench(int calls, VoiceEngine engine) {
        this.calls = calls;
        this.engine = engine;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int calls = Integer.parseInt(arguments[0]);
        Duration measured = Duration.ofSeconds(Long.parseLong(arguments[1]));
        boolean rtc = arguments[2].equals("rtc");
        try (VoiceEngine engine = NtgcallsVoiceEngine.open(NtgcallsPaths.from(System.getenv()), e -> {})) {
            NtgcallsBench bench = new NtgcallsBench(calls, engine);
            bench.connect(rtc);
            bench.stagger();
            bench.send(WARM_UP);
            System.out.println(bench.measure(rtc ? "rtc" : "stream", measured));
        }
    }

    private void connect(boolean rtc) throws IOException, InterruptedException {
        CountDownLatch connected = new CountDownLatch(calls);
        engine.listen((chatId, state) -> {
            if (state == ConnectionState.CONNECTED) {
                connected.countDown();
            }
        });
        BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (int chat = 1; chat <= calls; chat++) {
            String payload = engine.createCall(chat);
            engine.connect(chat, rtc ? exchange(chat, payload, answers) : "{\"stream\": true}");
        }
        if (!connected.await(CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(connected.getCount() + " of " + calls + " calls did not connect");
        }
    }

    private static String exchange(int chat, String payload, BufferedReader answers) throws IOException {
        System.out.println(JsonMapper.shared().writeValueAsString(Map.of("chat", chat, "payload", payload)));
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the input ended where a transport answer was due");
        }
        return answer;
    }

    /** Waits between two calls. A service's calls begin at any time, so their packets do not leave all at once. */
    private void stagger() {
        for (int chat = 1; chat <= calls; chat++) {
            for (int frame = 0; frame < chat % VoiceEngine.PACKET_FRAMES; frame++) {
                engine.sendFrame(chat, tone[0]);
            }
        }
    }

    private String measure(String transport, Duration duration) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        frames = 0;
        frameNanos = 0;
        long cpuBefore = system.getProcessCpuTime();
        long wallBefore = System.nanoTime();
        send(duration);
        double wall = System.nanoTime() - wallBefore;
        double cpu = system.getProcessCpuTime() - cpuBefore;
        return String.format(
                Locale.ROOT,
                "{\"bench\":\"ntgcalls\",\"transport\":\"%s\",\"calls\":%d,\"seconds\":%.1f,"
                        + "\"cpuPercentPerCall\":%.2f,\"microsPerFrame\":%.1f,"
                        + "\"latenessP999Millis\":%.1f,\"latenessMaxMillis\":%.1f,\"load\":%.2f}",
                transport,
                calls,
                wall / 1e9,
                100 * cpu / wall / calls,
                frameNanos / 1e3 / frames,
                late(0.999),
                late(1),
                system.getSystemLoadAverage());
    }

    /** Returns the lateness that this share of the periods does not exceed, in milliseconds. */
    private double late(double share) {
        long[] sorted = lateness.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }

    /** Sends one frame per call and period, on an absolute schedule. */
    private void send(Duration duration) {
        long begin = System.nanoTime();
        int periods = Math.toIntExact(duration.toNanos() / PERIOD_NANOS);
        lateness = new long[periods];
        for (int period = 0; period < periods; period++) {
            long due = begin + period * PERIOD_NANOS;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            long before = System.nanoTime();
            byte[] frame = tone[period % tone.length];
            for (int chat = 1; chat <= calls; chat++) {
                engine.sendFrame(chat, frame);
            }
            lateness[period] = System.nanoTime() - due;
            frameNanos += System.nanoTime() - before;
            frames += calls;
        }
    }

    /** Makes one second of a tone, so that it can be repeated without a click. */
    private static byte[][] tone() {
        int perFrame = VoiceEngine.FRAME_BYTES / 4;
        byte[][] second = new byte[100][VoiceEngine.FRAME_BYTES];
        for (int sample = 0; sample < second.length * perFrame; sample++) {
            int value = (int) (8_000 * Math.sin(2 * Math.PI * TONE_HERTZ * sample / 48_000));
            byte[] frame = second[sample / perFrame];
            int at = sample % perFrame * 4;
            frame[at] = frame[at + 2] = (byte) value;
            frame[at + 1] = frame[at + 3] = (byte) (value >> 8);
        }
        return second;
    }
}
