package dev.muzon.systemd;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The systemd that started this process. Where something else did, nobody is told anything. */
public final class Systemd {
    private static final Logger log = LoggerFactory.getLogger(Systemd.class);

    /** One word may be late, and another one lost. */
    private static final int WORDS_IN_TIME = 3;

    private final String socket;
    private final Duration watchdog;

    private Systemd(String socket, Duration watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /** Finds it in the environment of this process. */
    public static Systemd of(Map<String, String> environment) {
        String me = Long.toString(ProcessHandle.current().pid());
        boolean watched = environment.getOrDefault("WATCHDOG_PID", me).equals(me);
        long micros = watched ? Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0")) : 0;
        return new Systemd(environment.getOrDefault("NOTIFY_SOCKET", ""), Duration.of(micros, ChronoUnit.MICROS));
    }

    /**
     * Says that the start is over, and then again and again that this process is alive.
     *
     * @param alive asked before each word. A false answer, an exception or none at all is silence, which ends the process
     */
    public void ready(BooleanSupplier alive) {
        if (socket.isEmpty()) {
            return;
        }
        tell("READY=1");
        if (!watchdog.isZero()) {
            long pause = watchdog.dividedBy(WORDS_IN_TIME).toMillis();
            Future<?> _ = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                            .daemon()
                            .name("systemd watchdog")
                            .factory())
                    .scheduleWithFixedDelay(() -> beat(alive), 0, pause, TimeUnit.MILLISECONDS);
        }
    }

    private void beat(BooleanSupplier alive) {
        if (alive.getAsBoolean()) {
            tell("WATCHDOG=1");
        }
    }

    private void tell(String word) {
        try {
            NotifySocket.send(socket, word);
        } catch (IOException e) {
            log.warn("Telling systemd {} failed: {}", word, e.getMessage());
        }
    }
}
