package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Music.Song;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.testkit.audio.TestTones.Format;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests that a song which is chosen from the bot's inline results is heard. */
class InlineE2E extends LoungeScenario {
    private static final String QUERIES = "sandbox/inline-queries";

    InlineE2E(Telegram telegram) {
        super(telegram);
    }

    @Test
    void aSongThatIsChosenFromInlineResultsIsHeardInTheChat() {
        Song song = Music.song(Format.FLAC);
        JsonNode asked = telegram.post(
                QUERIES, Map.of("as", alice, "bot", telegram.bot(), "chatId", lounge, "text", song.title()));
        String query = QUERIES + "/" + asked.path("id").asString();
        JsonNode results = await("inline results")
                .atMost(PATIENCE)
                .until(() -> telegram.get(query).path("results"), found -> !found.isEmpty());
        assertThat(results.path(0).path("title").asString("")).contains(song.title());

        JsonNode chosen = telegram.post(
                query + "/choose", Map.of("resultId", results.path(0).path("id").asString(), "chatId", lounge));

        telegram.awaitCard(lounge, chosen.path("id").intValue(), song.title());
        listener.hearsPure(song.hertz());
    }
}
