package dev.muzon.e2e.bench;

import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The suite under measurement, with its people and chats. */
final class MeasuredSuite {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(400);

    /** Pause after which people may ask for music again, however much they asked before. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final RunningSuite suite;
    private final Telegram telegram;
    private final List<Long> people;
    private final long lounge;
    private int turn;

    MeasuredSuite(RunningSuite suite) {
        this.suite = suite;
        this.telegram = new Telegram(suite.page());
        this.people = List.of("Alice", "Борис", "Chiara", "Дарья").stream()
                .map(telegram::user)
                .toList();
        this.lounge = telegram.chat("Muzon Lounge");
    }

    RunningSuite suite() {
        return suite;
    }

    Telegram telegram() {
        return telegram;
    }

    List<Long> people() {
        return people;
    }

    /** Returns a group in which everybody is, with a voice chat that is on. */
    long lounge() {
        return lounge;
    }

    /** Asks for a track. People take turns, because nobody may ask for much music in a short time. */
    void play(long chat, String track) {
        telegram.say(chat, people.get(turn++ % people.size()), "/play " + track);
    }

    /** Waits before a measurement that asks for much at once. */
    void rest() throws InterruptedException {
        Thread.sleep(REST);
    }

    /** Ends the music, and waits until the assistant has left the voice chat. */
    void stop(long chat) {
        telegram.say(chat, people.getFirst(), "/stop");
        await("the voice chat is empty")
                .atMost(PATIENCE)
                .until(() -> telegram.receptions(chat).isEmpty());
    }

    /** Waits for sound, and for its end. */
    void hearOut(long chat) throws InterruptedException {
        await("sound").atMost(PATIENCE).until(() -> telegram.packets(chat) > 0);
        await("silence").atMost(PATIENCE).until(() -> quiet(chat));
    }

    private boolean quiet(long chat) throws InterruptedException {
        long before = telegram.packets(chat);
        Thread.sleep(QUIET);
        return telegram.packets(chat) == before;
    }

    /** Returns the process id of a service. */
    long pid(String service) {
        return telegram.processes().stream()
                .filter(process -> process.path("name").asString("").equals(service))
                .map(process -> process.path("pid"))
                .mapToLong(JsonNode::longValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process " + service));
    }
}
