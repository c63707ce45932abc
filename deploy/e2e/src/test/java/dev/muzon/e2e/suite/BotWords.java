package dev.muzon.e2e.suite;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Everything that the bot says from now on: messages, each of their edits, and answers to pressed buttons. */
public final class BotWords implements AutoCloseable {
    /**
     * A text of the bot.
     *
     * @param kind post, edit or answer
     */
    public record Said(long chat, String kind, String text) {}

    private final List<Said> all = new CopyOnWriteArrayList<>();
    private final Stream<JsonNode> events;

    public BotWords(Telegram telegram) {
        events = telegram.events();
        Thread.ofVirtual().name("bot-words").start(() -> listen(telegram.bot()));
    }

    private void listen(long bot) {
        try {
            events.forEach(event -> hear(event, bot));
        } catch (UncheckedIOException _) {
            // Closed, or the suite ended.
        }
    }

    private void hear(JsonNode event, long bot) {
        JsonNode data = event.path("data");
        String kind = event.path("type").asString("");
        boolean message = kind.equals("post") || kind.equals("edit");
        if (message && data.path("userId").longValue() == bot) {
            hear(data, kind, data.path("text").asString(""));
        } else if (kind.equals("answer")) {
            hear(data, kind, data.path("answer").path("text").asString(""));
        }
    }

    private void hear(JsonNode data, String kind, String text) {
        if (!text.isBlank()) {
            all.add(new Said(data.path("chatId").longValue(), kind, text));
        }
    }

    /** Returns what it said in a chat so far. */
    public List<Said> in(long chat) {
        return all.stream().filter(said -> said.chat() == chat).toList();
    }

    @Override
    public void close() {
        events.close();
    }
}
