package dev.muzon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Listener;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.SharedSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.testkit.audio.TestTones.Format;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** One failing piece leaves the rest running: each service is killed while music plays, and comes back by itself. */
@ExtendWith(SharedSuite.class)
class FallingE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int LAST = Music.STAIRCASE_SECONDS - 1;

    private final Telegram telegram;
    private final long lounge;
    private final long alice;
    private final Listener listener;

    FallingE2E(Telegram telegram) {
        this.telegram = telegram;
        this.lounge = telegram.chat("Muzon Lounge");
        this.alice = telegram.user("Alice");
        this.listener = new Listener(telegram, lounge);
    }

    @BeforeEach
    @AfterEach
    void silence() {
        telegram.say(lounge, alice, "/stop");
        await("an empty voice chat")
                .atMost(PATIENCE)
                .until(() -> telegram.receptions(lounge).isEmpty());
    }

    @Test
    void theExtractorFallsAndTheMusicPlaysOn() {
        int before = startStaircase();

        int asked = whileFallen("extractor-service", () -> {
            listener.awaitSecond(before + 4, LAST);
            return telegram.say(
                    lounge,
                    telegram.somebody(),
                    "/play " + Music.song(Format.MP3).title());
        });

        // What was asked meanwhile was not lost.
        telegram.awaitText(lounge, asked, Music.song(Format.MP3).title());
        telegram.say(lounge, alice, "/skip");
        listener.awaitTone(Music.song(Format.MP3).hertz());
    }

    @Test
    void theGatewayFallsAndWhatWasAskedMeanwhileIsAnswered() {
        int before = startStaircase();

        int asked = whileFallen("bot-gateway", () -> {
            listener.awaitSecond(before + 3, LAST);
            return telegram.say(lounge, alice, "/ping");
        });

        telegram.awaitText(lounge, asked, "Pong");
    }

    @Test
    void theAssistantFallsAndTheCallGoesOnUntilItIsLeft() {
        int before = startStaircase();
        whileFallen("assistant-service", () -> listener.awaitSecond(before + 4, LAST));
        long leaves = leaves();

        silence();

        assertThat(leaves()).as("left, not lost").isEqualTo(leaves + 1);
    }

    private long leaves() {
        return telegram.get("sandbox/mtproto/requests/phone.leaveGroupCall")
                .path("requests")
                .longValue();
    }

    @Test
    void theCallsFallRejoinAndResumeWhereTheyWere() {
        int before = startStaircase();

        whileFallen("voice-call-service", () -> 0);

        assertThat(listener.awaitSecond(before - 6, LAST))
                .as("not from its beginning")
                .isLessThan(before + 40);
    }

    /** @return a second that was heard */
    private int startStaircase() {
        int asked = telegram.say(lounge, telegram.somebody(), "/play " + Music.STAIRCASE);
        telegram.awaitCard(lounge, asked, Music.STAIRCASE);
        return listener.awaitSecond(8, 40);
    }

    /** Kills the service, does this, and waits until it is ready again. */
    private int whileFallen(String service, Callable<Integer> action) {
        int restarts = process(service).path("restarts").intValue();
        telegram.kill(service);
        try {
            int result = action.call();
            await(service + " is back").atMost(PATIENCE).until(() -> {
                JsonNode process = process(service);
                return process.path("restarts").intValue() > restarts
                        && process.path("state").asString("").equals("READY");
            });
            return result;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode process(String service) {
        return telegram.processes().stream()
                .filter(process -> process.path("name").asString("").equals(service))
                .findFirst()
                .orElseThrow();
    }
}
