package dev.muzon.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long an {@code await()} without a limit of its own waits: a minute instead of ten seconds, which are over quickly
 * on a small or busy machine. Found by JUnit itself wherever the test-kit is on the class path.
 */
public final class Patience implements LauncherSessionListener {
    static final Duration DEFAULT = Duration.ofMinutes(1);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(DEFAULT);
    }
}
