package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.Replica;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways with Telegram's real limits, more to answer than these allow at once, and one gateway that leaves. */
@ExtendWith(Network.class)
class TwoGatewaysE2E {
    private static final int FREE_PORT = 8085;
    private static final List<String> PEOPLE = List.of("Alice", "Борис", "Chiara", "Дарья");

    /** Three times what a private chat may be told at once. */
    private static final int EACH = 9;

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void everyCommandIsAnsweredOnceWithinTelegramsLimitsAlthoughGatewaysLeave() throws Exception {
        try (RunningSuite suite =
                RunningSuite.start(folder.resolve("state"), Map.of(), List.of("--library", folder.toString()))) {
            Telegram telegram = new Telegram(suite.page());
            telegram.rateLimits(true);
            try (Replica other = suite.replicate("bot-gateway", FREE_PORT)) {
                await("the other gateway").atMost(PATIENCE).until(other::ready);
                Crowd crowd = new Crowd(telegram);

                crowd.saysPing();
                await("the first answers").atMost(PATIENCE).until(() -> crowd.answers() > crowd.size());
                // While most answers wait for their turn, both leave in good order, one after the other.
                terminate(telegram);
                crowd.saysPing();
                await("the next answers").atMost(PATIENCE).until(() -> crowd.answers() > crowd.size() * (EACH + 1L));
                other.terminate();

                crowd.isAnsweredOnce();
            }
            assertThat(telegram.floods()).as("calls beyond Telegram's limits").isZero();
        }
    }

    private static void terminate(Telegram telegram) {
        ProcessHandle.of(telegram.process("bot-gateway").path("pid").longValue())
                .ifPresent(ProcessHandle::destroy);
    }

    /** People who speak with the bot in private, and one who speaks in a group, all at once. */
    private static final class Crowd {
        private final Telegram telegram;
        private final List<Speaker> speakers = new ArrayList<>();
        private int said;

        Crowd(Telegram telegram) {
            this.telegram = telegram;
            for (String name : PEOPLE) {
                long person = telegram.user(name);
                speakers.add(new Speaker(person, telegram.privateChat(person, telegram.bot())));
            }
            speakers.add(new Speaker(telegram.user(PEOPLE.getFirst()), telegram.chat("Muzon Lounge")));
        }

        /** A person in a chat. */
        private record Speaker(long person, long chat) {}

        int size() {
            return speakers.size();
        }

        void saysPing() {
            for (int i = 0; i < EACH; i++) {
                speakers.forEach(speaker -> telegram.say(speaker.chat(), speaker.person(), "/ping"));
                said++;
            }
        }

        long answers() {
            return speakers.stream().map(Speaker::chat).mapToLong(this::answers).sum();
        }

        private long answers(long chat) {
            return telegram.messages(chat).stream()
                    .filter(message -> Telegram.text(message).contains("🏓"))
                    .count();
        }

        void isAnsweredOnce() {
            await("all answered and confirmed")
                    .atMost(PATIENCE)
                    .until(() -> answers() >= (long) said * size() && telegram.unconfirmedUpdates() == 0);
            assertThat(speakers)
                    .allSatisfy(speaker -> assertThat(answers(speaker.chat())).isEqualTo(said));
        }
    }
}
