package dev.muzon.gateway.music.search;

import static dev.muzon.gateway.support.FakeSearchService.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.gateway.bot.callback.PickButton;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.FakeSearchService;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Searches in a group, from the command to the pick. */
class SearchTest extends GatewayTest {
    private static final Track OWN = track("own-1", "library", "Nocturne <1>");
    private static final Track WEB = track("web_2", "web", "Nocturne 2");

    @Autowired
    private JobQueue jobs;

    @Test
    void aSearchListsWhatFitsWithLengthAndSourceAndAButtonForEach() {
        search.finds("night & day", OWN, WEB);
        say("en", "/search  night &  day");
        assertThat(reply()).isEqualTo("""
                🔎 <b>night &amp; day</b>
                1. Artist &amp; Co – Nocturne &lt;1&gt; · 3:05 · my music
                2. Artist &amp; Co – Nocturne 2 · 3:05 · YouTube""");
        JsonNode keyboard = sent().getLast().body().at("/reply_markup/inline_keyboard");
        assertThat(keyboard.at("/0/0/text").asString()).isEqualTo("1. Artist & Co – Nocturne <1>");
        assertThat(keyboard.at("/0/0/callback_data").asString()).isEqualTo("pick:own-1");
        assertThat(keyboard.at("/1/0/callback_data").asString()).isEqualTo("pick:web_2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/find sea", "/поиск sea", "/найди sea"})
    void aSearchHasOtherNames(String command) {
        search.finds("sea", OWN);
        say("en", command);
        assertThat(reply()).startsWith("🔎 <b>sea</b>\n1. ");
    }

    @ParameterizedTest
    @CsvSource({"en, What shall I look for?", "ru, Что поискать?"})
    void aSearchWithoutWordsIsAnsweredWithHowToUseIt(String language, String answer) {
        say(language, "/search");
        assertThat(reply()).startsWith(answer).contains("<code>/search ");
    }

    @Test
    void wordsThatAreTooLongOrNameNothingAreNotSearchedFor() {
        say("en", "/search " + "a".repeat(201));
        assertThat(reply()).isEqualTo("That is too long for me. Please keep it to 200 characters.");
        say("en", "/search !!!");
        assertThat(reply()).startsWith("I can't find a name in that.");
        assertThat(search.asked()).doesNotContain("a".repeat(201), "!!!");
    }

    @ParameterizedTest
    @CsvSource({"en, Did you mean one of these?", "ru, 'Может быть, что-то из этого?'"})
    void aSearchThatNothingFitsIsAnsweredWithWhatComesClosest(String language, String question) {
        search.findsLike("nokturm", OWN);
        say(language, "/search nokturm");
        assertThat(reply()).contains("<b>nokturm</b>", question, "\n1. Artist &amp; Co – Nocturne");
        assertThat(sent().getLast()
                        .body()
                        .at("/reply_markup/inline_keyboard/0/0/callback_data")
                        .asString())
                .isEqualTo("pick:own-1");
    }

    @Test
    void aSearchThatFindsNothingSaysWhatPlaysAndWhoWasLate() {
        search.answers("silence", new SearchView(List.of(), List.of(), List.of("web", "archive", "servers")));
        say("en", "/search silence");
        assertThat(reply())
                .startsWith(
                        "Nothing found for <b>silence</b>.\n⏳ No answer in time from: YouTube, Internet Archive, my music servers\n🔎 ");
        assertThat(sent().getLast().body().has("reply_markup")).isFalse();
    }

    @Test
    void whatASlowSourceFindsIsAddedBelowWhatIsShown() {
        search.answers("slow", new SearchView(List.of(OWN), List.of(), List.of("web")));
        say("en", "/search slow");
        assertThat(reply()).endsWith("my music\n⏳ No answer in time from: YouTube");

        search.finds("slow", WEB, OWN);

        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).isEqualTo("""
                🔎 <b>slow</b>
                1. Artist &amp; Co – Nocturne &lt;1&gt; · 3:05 · my music
                2. Artist &amp; Co – Nocturne 2 · 3:05 · YouTube""");
        assertThat(edits().getFirst().body().at("/reply_markup/inline_keyboard").size())
                .isEqualTo(2);
    }

    @Test
    void aSlowSourceChangesNoListFromWhichSomebodyPicked() {
        search.answers("picked", new SearchView(List.of(OWN), List.of(), List.of("web")));
        int before = sent().size();
        say("en", "/search picked");
        await().untilAsserted(() -> assertThat(sent()).hasSizeGreaterThan(before));
        pick(requester, 70_000 + sent().size(), OWN);
        claim();
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));

        search.finds("picked", OWN, WEB);

        await().untilAsserted(() ->
                assertThat(Collections.frequency(search.asked(), "picked")).isGreaterThanOrEqualTo(2));
        say("en", "/search !!!");
        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith("I can't find a name in that."));
        assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).contains("picked <b>"));
    }

    @Test
    void aSearchDuringAnOutageSaysSo() {
        say("en", "/search " + FakeSearchService.OUTAGE);
        assertThat(reply())
                .isEqualTo("⏳ My search does not answer right now. Please send /search again in a minute."
                        + " What you ask for with /play waits until it is back.");
    }

    @Test
    void aPickPlaysExactlyThatTrackOnceAsTheRequestOfThePersonWhoPicked() {
        int message = list("once");
        pick(STRANGER, message, OWN);
        ClaimedJob job = claim();
        assertThat(job.payload())
                .contains("\"by\":\"listed\",\"id\":\"own-1\"", "\"id\":" + STRANGER, "\"place\":\"LAST\"");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text())
                .isEqualTo("▶️ User&lt;9&gt; picked <b>Artist &amp; Co – Nocturne &lt;1&gt;</b>");
        assertThat(edits().getFirst().body().at("/reply_markup/inline_keyboard").size())
                .isZero();

        pick(requester, message, WEB);
        assertThat(toast().text()).isEqualTo("One of these was picked already.");
        assertThat(jobs.claim(Queues.EXTRACTOR, "test", Duration.ofMinutes(1))
                        .filter(it -> it.payload().contains("\"id\":" + chat)))
                .isEmpty();
        assertThat(edits()).hasSize(1);
    }

    @Test
    void aPickedPostOfAChannelIsAskedForAsThatPost() {
        int message = list("posts");
        pick(STRANGER, message, PickButton.of(1, "Rain", new TrackQuery.Post(-1_001_234_567_890L, 7_340_032)));

        assertThat(claim().payload()).contains("\"by\":\"post\",\"channel\":-1001234567890,\"post\":7340032");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).endsWith("picked <b>Rain</b>");
    }

    @Test
    void theOutcomeOfAPickAnswersTheList() {
        int message = list("gone soon");
        pick(requester, message, OWN);
        String request = claim().id();
        publisher.publish(
                "x:" + request,
                new PlayerEvent.RequestFailed(
                        request, ChatRef.of(chat), Failure.of(FailureCode.SOURCE_NOT_FOUND, "gone")));
        await().untilAsserted(() ->
                assertThat(sent().getLast().text()).startsWith("There is nothing to play there. It may be gone."));
        assertThat(sent().getLast().body().at("/reply_parameters/message_id").asInt())
                .isEqualTo(message);
    }

    @Test
    void aButtonWhoseMessageTelegramForgotSaysThatItIsOld() {
        seenToasts(() -> telegram.update("callback_query", """
                {"id":"old-%d","from":{"id":%d,"is_bot":false,"first_name":"A","language_code":"en"},
                 "chat_instance":"1","data":"pick:own-1"}""".formatted(chat, requester)));
        assertThat(toast().text()).isEqualTo("That list is out of date. /search makes a new one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pick:", "pick:a b", "pick:../x"})
    void aButtonWithDataOfNoTrackSaysThatItIsOld(String data) {
        press(requester, 77, data);
        assertThat(toast().text()).isEqualTo("That list is out of date. /search makes a new one.");
    }

    @Test
    void aPickWithoutALabelIsToldWithoutATitle() {
        press(requester, list("bare"), "pick:own-1");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).isEqualTo("▶️ User&lt;" + requester + "&gt; picked");
        claim();
    }

    @Test
    void aRequestThatFindsNothingOffersWhatComesClosest() {
        search.findsLike("nokturmo", OWN);
        int update = say("en", "/play nokturmo");
        reply();
        claim();
        publisher.publish(
                "x:" + update,
                new PlayerEvent.RequestFailed(
                        requestId(update),
                        ChatRef.of(chat),
                        Failure.of(
                                FailureCode.NOTHING_FOUND,
                                "nothing",
                                Map.of(
                                        "songs",
                                        FailureArgument.count(312),
                                        "query",
                                        FailureArgument.text("nokturmo")))));
        FakeBotApi.Call outcome = outcome();
        assertThat(outcome.text()).isEqualTo("""
                🔎 Nothing found for <b>nokturmo</b>. Did you mean one of these?
                1. Artist &amp; Co – Nocturne &lt;1&gt; · 3:05 · my music""");

        int message = outcome.body().path("message_id").asInt();
        pick(requester, message, OWN);
        assertThat(claim().payload()).contains("\"by\":\"listed\",\"id\":\"own-1\"");
    }

    @Test
    void aRequestThatFindsNothingDuringAnOutageOfTheSearchIsAnsweredAsItIs() {
        int update = say("en", "/play " + FakeSearchService.OUTAGE);
        reply();
        claim();
        publisher.publish(
                "x:" + update,
                new PlayerEvent.RequestFailed(
                        requestId(update),
                        ChatRef.of(chat),
                        Failure.of(
                                FailureCode.NOTHING_FOUND,
                                "nothing",
                                Map.of("query", FailureArgument.text(FakeSearchService.OUTAGE)))));
        assertThat(outcome().text()).startsWith("Nothing found.").doesNotContain("Did you mean");
    }

    @Test
    void aRequestThatFindsNothingNamesTheSourcesThatDidNotAnswer() {
        int update = say("en", "/play " + FakeSearchService.OUTAGE);
        reply();
        claim();
        publisher.publish(
                "x:" + update,
                new PlayerEvent.RequestFailed(
                        requestId(update),
                        ChatRef.of(chat),
                        Failure.of(
                                FailureCode.NOTHING_FOUND,
                                "nothing",
                                Map.of(
                                        "query",
                                        FailureArgument.text(FakeSearchService.OUTAGE),
                                        "silent",
                                        FailureArgument.text("channel,<site>")))));
        assertThat(outcome().text()).endsWith("\n⏳ No answer in time from: channels, &lt;site&gt;");
    }

    /** Returns the number of a message that lists two tracks. */
    private int list(String words) {
        search.finds(words, OWN, WEB);
        int before = sent().size();
        say("en", "/search " + words);
        await().untilAsserted(() -> assertThat(sent()).hasSizeGreaterThan(before));
        return 70_000 + sent().size();
    }

    private void pick(long person, int message, Track track) {
        pick(person, message, PickButton.of(1, "Artist & Co – " + track.title(), new TrackQuery.Listed(track.id())));
    }

    private void pick(long person, int message, Content.Button button) {
        ObjectNode below = telegram.message(chat, FakeBotApi.BOT, "en", "a list");
        below.put("message_id", message);
        below.putObject("reply_markup")
                .putArray("inline_keyboard")
                .addArray()
                .addObject()
                .put("text", button.label())
                .put("callback_data", button.data());
        seenToasts(() -> telegram.press(person, below, button.data()));
    }

    private ClaimedJob claim() {
        return await().until(
                        () -> jobs.claim(Queues.EXTRACTOR, "test", Duration.ofMinutes(1))
                                .filter(job -> job.payload().contains("\"id\":" + chat)),
                        Optional::isPresent)
                .orElseThrow();
    }
}
