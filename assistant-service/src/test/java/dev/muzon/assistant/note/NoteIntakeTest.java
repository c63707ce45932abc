package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.assistant.message.OwnText;
import dev.muzon.assistant.message.VoiceNote;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of messages that are heard while the store is away. */
class NoteIntakeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final TestClock clock = TestClock.startingAt(NOW);
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final NoteSettingsStore rules = mock();
    private volatile int away;

    private final NoteIntake intake = new NoteIntake(
            (id, _) -> {
                if (refused.incrementAndGet() <= away) {
                    throw Failure.of(FailureCode.STORE_UNAVAILABLE, "away").asException();
                }
                published.add(id);
            },
            rules,
            mock(),
            _ -> true,
            new FailureLog(FailureClassifier.of(List.of()), List.of()),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 0),
            clock);

    @BeforeEach
    void begin() {
        when(rules.of(eq("main"), any())).thenReturn(NoteSettings.begin("main", NOW.minusSeconds(60)));
    }

    @Test
    void theGroupsOfTheRulesAreNamedUntilNotesAreSwitchedOff() {
        NoteSettings switchedOn = NoteSettings.begin("main", NOW)
                .groups(groups -> NoteSettings.with(groups, NoteSettings.Listed.of(-7, "", NOW)));
        when(rules.of(eq("main"), any())).thenReturn(switchedOn);
        assertThat(intake.groups("main")).containsExactly(-7L);

        when(rules.of(eq("main"), any())).thenReturn(switchedOn.switched(false, NOW));
        assertThat(intake.groups("main")).isEmpty();
    }

    @Test
    void aNoteThatWasHeardWhileTheStoreWasAwayForHoursIsTaken() {
        away = 60; // five hours of the real pauses

        intake.note("main", note());

        await().untilAsserted(() -> assertThat(published).containsExactly("note:main:7:42"));
        assertThat(refused).hasValue(61);
    }

    @Test
    void aCommandThatIsTooOldWhenTheStoreComesBackIsLeftOut() {
        away = Integer.MAX_VALUE;
        intake.command("main", new OwnText(7, 41, 0, NOW, "/notes off"));
        await().until(() -> refused.get() > 1);

        clock.advance(NoteIntake.OLDEST_COMMAND.plusSeconds(1));
        intake.note("main", note());
        away = 0;

        await().untilAsserted(() -> assertThat(published).contains("note:main:7:42"));
        assertThat(published).hasSize(1);
    }

    private static VoiceNote note() {
        return new VoiceNote(7, 42, 1, true, NOW, Duration.ofSeconds(3), 1);
    }
}
