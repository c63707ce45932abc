package dev.muzon.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * A default limit of one minute for an {@code await()} that names none. Awaitility's ten seconds are over quickly on a
 * small or busy machine. JUnit finds it wherever the test-kit is on the class path.
 */
public final class AwaitDefaults implements LauncherSessionListener {
    static final Duration DEFAULT = Duration.ofMinutes(1);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(DEFAULT);
    }
}
