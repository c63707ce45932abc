package dev.muzon.voice.service;

import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.track.Track;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.ToneMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One chat of a running service: its requests, its events and the sound of its voice chat.
 *
 * @param service the one that runs now
 */
record Chat(long id, Supplier<RunningService> service) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int BYTES_PER_MILLISECOND = 192;
    private static final int STEP_MILLIS = 100;

    ChatRef ref() {
        return ChatRef.of(id);
    }

    void enqueue(String requestId, Track... tracks) {
        service.get().publish("enqueue:" + id + requestId, request(requestId, tracks));
    }

    EnqueueTracks request(String requestId, Track... tracks) {
        return new EnqueueTracks(id + requestId, ref(), new Requester(7, "Ann"), Arrays.asList(tracks), 0);
    }

    PlayerView command(PlayerCommand command, @Nullable Long epoch) {
        return service.get().command(id, command, epoch);
    }

    PlayerView view() {
        return service.get().player(id);
    }

    <T extends PlayerEvent> List<T> events(Class<T> type) {
        return service.get().events(type).stream()
                .filter(event -> event.chat().id() == id)
                .toList();
    }

    /** Returns the bytes heard so far. */
    int heard() {
        return service.get().engine().heard(id).length;
    }

    void awaitSound(Duration length) {
        await().atMost(LIMIT).until(() -> heard() >= length.toMillis() * BYTES_PER_MILLISECOND);
    }

    /**
     * Waits until the sound stops.
     *
     * @return how many bytes were heard until the sound stopped
     */
    int awaitStandstill() {
        int[] last = {-1};
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(300)).until(() -> {
            int now = heard();
            boolean still = now == last[0];
            last[0] = now;
            return still;
        });
        return last[0];
    }

    /** Returns whether that second of a scale sounds at a time. */
    boolean tone(Duration at, int second) {
        ToneMeter meter = ToneMeter.ofStereo(service.get().engine().heard(id));
        return meter.power(at, TestTones.hertzOf(second)) > 100 * meter.power(at, TestTones.hertzOf(second + 3));
    }

    /** Returns the seconds of a scale in the order in which they sounded, silence left out. */
    List<Integer> secondsHeard(Duration scale) {
        byte[] sound = service.get().engine().heard(id);
        ToneMeter meter = ToneMeter.ofStereo(sound);
        double loudest = 0;
        List<Integer> order = new ArrayList<>();
        int end = sound.length / BYTES_PER_MILLISECOND - STEP_MILLIS;
        for (int millis = 0; millis < end; millis += STEP_MILLIS) {
            Duration at = Duration.ofMillis(millis);
            int best = 0;
            for (int second = 1; second < scale.toSeconds(); second++) {
                boolean louder = power(meter, at, second) > power(meter, at, best);
                best = louder ? second : best;
            }
            loudest = Math.max(loudest, power(meter, at, best));
            boolean sounds = power(meter, at, best) > loudest / 10;
            if (sounds && (order.isEmpty() || order.getLast() != best)) {
                order.add(best);
            }
        }
        return order;
    }

    private static double power(ToneMeter meter, Duration at, int second) {
        return meter.power(at, TestTones.hertzOf(second));
    }

    /** Returns which second of a scale sounds at this byte. */
    int loudestSecond(int at, Duration scale) {
        byte[] sound = service.get().engine().heard(id);
        ToneMeter meter = ToneMeter.ofStereo(Arrays.copyOfRange(sound, at, sound.length));
        int best = 0;
        for (int second = 1; second < scale.toSeconds(); second++) {
            boolean louder = meter.power(Duration.ZERO, TestTones.hertzOf(second))
                    > meter.power(Duration.ZERO, TestTones.hertzOf(best));
            best = louder ? second : best;
        }
        return best;
    }
}
