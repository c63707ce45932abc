package dev.muzon.gateway.music.search;

import static dev.muzon.gateway.support.FakeSearchService.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.FakeSearchService;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Inline queries, from the words that somebody types in any chat to the music. */
class InlineSearchTest extends GatewayTest {
    private static final AtomicLong QUERIES = new AtomicLong();
    private static final Track OWN = track("own-1", "library", "Nocturne <1>");
    private static final Track WEB = track("web_2", "web", "Nocturne 2");

    @Autowired
    private JobQueue jobs;

    @ParameterizedTest
    @CsvSource({"en, my music, Add me to a group", "ru, моя музыка, Добавить"})
    void anInlineQueryIsAnsweredWithTheFiveInTheLanguageOfThePerson(String language, String source, String button) {
        search.finds("inline " + language, OWN, WEB);

        JsonNode answer = answer(ask(language, " inline  " + language, "private"));

        assertThat(answer.path("results").size()).isEqualTo(2);
        JsonNode first = answer.at("/results/0");
        assertThat(first.path("type").asString()).isEqualTo("article");
        assertThat(first.path("title").asString()).isEqualTo("Nocturne <1>");
        assertThat(first.path("description").asString()).isEqualTo("Artist & Co · 3:05 · " + source);
        assertThat(first.at("/reply_markup/inline_keyboard/0/0/text").asString())
                .contains(button);
        assertThat(first.at("/reply_markup/inline_keyboard/0/0/url").asString())
                .startsWith("https://t.me/MuzonBot?startgroup=true");
        assertThat(answer.path("is_personal").asBoolean()).isTrue();
        assertThat(answer.path("cache_time").asInt()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"group, 0", "supergroup, 0", "sender, 1", "channel, 1"})
    void aResultHasTheButtonThatAddsTheBotOnlyOutsideOfGroups(String place, int rows) {
        search.finds("button", OWN);
        JsonNode answer = answer(ask("en", "button", place));
        assertThat(answer.at("/results/0/reply_markup/inline_keyboard").size()).isEqualTo(rows);
    }

    @Test
    void aResultIsACommandThatNamesExactlyItsTrack() {
        search.finds("exactly", OWN, WEB);

        JsonNode answer = answer(ask("en", "exactly"));

        assertThat(answer.at("/results/0/input_message_content/message_text").asString())
                .isEqualTo("/play@MuzonBot <a href=\"https://t.me/MuzonBot?start=song_own-1\">"
                        + "Artist &amp; Co – Nocturne &lt;1&gt;</a>");
        assertThat(answer.at("/results/1/input_message_content/message_text").asString())
                .isEqualTo("/play@MuzonBot <a href=\"https://youtube.example/watch?v=web_2&amp;a=1\">"
                        + "Artist &amp; Co – Nocturne 2</a>");
        assertThat(answer.at("/results/0/input_message_content/parse_mode").asString())
                .isEqualTo("HTML");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aChosenResultPlaysItsTrackInAGroupWhetherOrNotTelegramMarksTheCommand(boolean marked) {
        ObjectNode message = telegram.message(chat, requester, "en", "/play@MuzonBot Artist & Co – Nocturne <1>");
        var entities = message.putArray("entities");
        if (marked) {
            entities.addObject().put("type", "bot_command").put("offset", 0).put("length", 14);
        }
        entities.addObject()
                .put("type", "text_link")
                .put("offset", 15)
                .put("length", 26)
                .put("url", "https://t.me/MuzonBot?start=song_own-1");
        message.putObject("via_bot")
                .put("id", FakeBotApi.BOT)
                .put("is_bot", true)
                .put("first_name", "Muzon")
                .put("username", "MuzonBot");

        telegram.update("message", message.toString());

        assertThat(claim().payload()).contains("\"by\":\"listed\",\"id\":\"own-1\"", "\"id\":" + requester);
    }

    @Test
    void whatCameLateIsAskedForAgainSoon() {
        search.answers("late inline", new SearchView(List.of(OWN), List.of(), List.of("web")));
        assertThat(answer(ask("en", "late inline")).path("cache_time").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Type the name of a song…",
        "' ! ', Type the name of a song…",
        "nothing here, Nothing found. What can I play?"
    })
    void anInlineQueryWithoutResultsLeadsToTheBot(String words, String hint) {
        JsonNode answer = answer(ask("en", words));
        assertThat(answer.path("results").size()).isZero();
        assertThat(answer.at("/button/text").asString()).isEqualTo(hint);
        assertThat(answer.at("/button/start_parameter").asString()).isNotBlank();
    }

    @Test
    void wordsThatNothingFitsAreAnsweredWithWhatComesClosest() {
        search.findsLike("inlime", OWN);
        assertThat(answer(ask("en", "inlime")).at("/results/0/id").asString()).isEqualTo("own-1");
    }

    @Test
    void theSearchOfSomebodyWhoAsksTooOftenIsLeftOut() {
        search.finds("flood", OWN);
        List<String> queries =
                IntStream.range(0, 40).mapToObj(_ -> ask("en", "flood")).toList();
        List<JsonNode> answers = queries.stream().map(this::answer).toList();
        assertThat(answers.stream().filter(answer -> answer.path("results").isEmpty()))
                .isNotEmpty()
                .allSatisfy(
                        answer -> assertThat(answer.path("cache_time").asInt()).isEqualTo(2));
        assertThat(search.asked().stream().filter("flood"::equals).count()).isLessThan(40);
    }

    @Test
    void anOutageOfTheSearchSilencesNobodyWhoTypesOn() {
        ask("en", FakeSearchService.OUTAGE);
        search.finds("typed on", OWN);
        assertThat(answer(ask("en", "typed on")).path("results").size()).isEqualTo(1);
    }

    /** Returns the id of the query. */
    private String ask(String language, String words) {
        return ask(language, words, "supergroup");
    }

    /** Returns the id of the query, which is typed in a chat of this kind. */
    private String ask(String language, String words, String place) {
        String id = "inline-" + QUERIES.incrementAndGet();
        telegram.update("inline_query", """
                {"id":"%s","from":{"id":%d,"is_bot":false,"first_name":"A","language_code":"%s"},
                 "query":"%s","offset":"","chat_type":"%s"}""".formatted(id, requester, language, words, place));
        return id;
    }

    private JsonNode answer(String query) {
        return await().until(
                        () -> telegram.calls("answerinlinequery").stream()
                                .filter(call -> call.body()
                                        .path("inline_query_id")
                                        .asString()
                                        .equals(query))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .body();
    }

    private ClaimedJob claim() {
        return await().until(
                        () -> jobs.claim(Queues.EXTRACTOR, "test", Duration.ofMinutes(1))
                                .filter(job -> job.payload().contains("\"id\":" + chat)),
                        Optional::isPresent)
                .orElseThrow();
    }
}
