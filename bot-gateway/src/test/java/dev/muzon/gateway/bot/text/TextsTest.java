package dev.muzon.gateway.bot.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
    private static final int BUTTON_ANSWER_LIMIT = 200;
    private final Texts texts = TestTexts.all();

    @Test
    void languagesHaveTheSameWellFormedMarkup() {
        texts.all(Language.ENGLISH).forEach((phrase, english) -> {
            String said = full(english);
            assertThat(said).as(phrase.key()).doesNotContain("  ");
            assertThat(tags(full(texts.all(TestTexts.RUSSIAN).get(phrase))))
                    .as(phrase.key())
                    .containsExactlyElementsOf(tags(said));
            assertThat(said.replaceAll("(?s)<(b|code)>[^<>]*</\\1>", ""))
                    .as(phrase.key())
                    .doesNotContain("<", ">", "{", "[");
        });
    }

    /** Renders a template with every part that may be left out. */
    private static String full(Template template) {
        return template.render(template.names().stream().collect(Collectors.toMap(name -> name, _ -> "1")));
    }

    private static List<String> tags(String html) {
        return Pattern.compile("</?[a-z]+>")
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void everyFailureReadsWellWithoutDetailsAndFitsAButtonAnswer(FailureCode code) {
        for (Language language : new Languages().all()) {
            String text =
                    texts.plain(language, Failure.read(null, code.value(), "secret detail", null, null, null, null));
            assertThat(text)
                    .hasSizeBetween(10, BUTTON_ANSWER_LIMIT)
                    .doesNotContain("<", "{", "[", "secret detail")
                    .matches("(?s).*[.🙂?]");
        }
    }

    @Test
    void russianTextsAreInRussian() {
        texts.all(TestTexts.RUSSIAN).forEach((phrase, template) -> {
            boolean words = texts.all(Language.ENGLISH).get(phrase).names().isEmpty();
            if (words) {
                assertThat(template.render(Map.of())).as(phrase.key()).matches("(?s).*[а-яА-Я].*");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0, треков", "1, трек", "2, трека", "4, трека", "5, треков", "11, треков", "12, треков", "14, треков",
        "20, треков", "21, трек", "22, трека", "25, треков", "100, треков", "101, трек", "111, треков", "112, треков"
    })
    void russianWordsGoWithTheirNumbers(int count, String word) {
        assertThat(texts.plain(TestTexts.RUSSIAN, MusicPhrase.SKIPPED, Map.of("count", count)))
                .endsWith(count + " " + word);
    }

    @Test
    void englishWordsGoWithTheirNumbers() {
        assertThat(texts.plain(Language.ENGLISH, MusicPhrase.SKIPPED, Map.of("count", 1)))
                .endsWith("1 track");
        assertThat(texts.plain(Language.ENGLISH, MusicPhrase.SKIPPED, Map.of("count", 2)))
                .endsWith("2 tracks");
    }

    @Test
    void hostileTitlesAreEscaped() {
        assertThat(texts.html(
                        Language.ENGLISH,
                        MusicPhrase.SEARCHING,
                        Map.of("query", "<a href=\"tg://user?id=1\">&</a> {x}")))
                .contains("&lt;a href=\"tg://user?id=1\"&gt;&amp;&lt;/a&gt; {x}");
    }

    @Test
    void floodWaitsSayHowLong() {
        var flood = Failure.floodWait("", Duration.ofSeconds(21), Failure.FloodWait.Scope.CHAT);
        assertThat(texts.plain(TestTexts.RUSSIAN, flood)).contains("21 секунду");
    }

    @Test
    void quantitiesInFailuresAreReadable() {
        assertThat(russian(FailureCode.SEEK_PAST_END, "duration", FailureArgument.of(Duration.ofMillis(98_400))))
                .contains("он длится всего 1:38");
        assertThat(russian(FailureCode.TRACK_TOO_LONG, "limit", FailureArgument.of(Duration.ofHours(3))))
                .contains("(предел — 3 ч)");
        assertThat(russian(FailureCode.TRACK_TOO_LARGE, "limit", FailureArgument.bytes(50L << 20)))
                .contains("(предел — 50 МБ)");
        assertThat(russian(FailureCode.TOO_OFTEN, "seconds", FailureArgument.of(Duration.ofMillis(20_001))))
                .contains("21 секунду");
        assertThat(russian(FailureCode.QUEUE_FULL, "limit", FailureArgument.count(200)))
                .contains("(200)");
    }

    @Test
    void aSearchWithoutResultSaysInHowManySongs() {
        Failure nothing = Failure.of(FailureCode.NOTHING_FOUND, "", Map.of("songs", FailureArgument.count(312)));
        assertThat(texts.plain(Language.ENGLISH, nothing)).startsWith("Nothing found in my own music (312 songs).");
        assertThat(texts.plain(TestTexts.RUSSIAN, nothing)).startsWith("Ничего не нашлось в моей музыке (312 песен).");
    }

    @Test
    void aPageThatDoesNotPlayIsRefusedByTheNameOfItsSite() {
        Failure page = Failure.of(FailureCode.URL_PAGE, "", Map.of("site", new FailureArgument.Text("YouTube")));
        assertThat(texts.plain(Language.ENGLISH, page)).startsWith("I can't open YouTube pages.");
        assertThat(texts.plain(TestTexts.RUSSIAN, page)).startsWith("Страницы YouTube я открывать не умею.");
    }

    @Test
    void whatVersion010WroteAsTextIsShownAsItIs() {
        assertThat(russian(FailureCode.TRACK_TOO_LONG, "limit", new FailureArgument.Text("180 min")))
                .contains("180 min");
    }

    @Test
    void hostileTextsInFailuresStayText() {
        Failure hostile =
                Failure.of(FailureCode.TRACK_TOO_LONG, "", Map.of("limit", new FailureArgument.Text("<b>&</b> {x}")));

        assertThat(texts.html(Language.ENGLISH, hostile)).contains("&lt;b&gt;&amp;&lt;/b&gt; {x}");
    }

    private String russian(FailureCode code, String name, FailureArgument value) {
        return texts.plain(TestTexts.RUSSIAN, Failure.of(code, "", Map.of(name, value)));
    }

    @Test
    void optionalPartsVanishWithTheirValues() {
        Template template = Template.parse("a[ by {who}]!", Plural.ENGLISH);
        assertThat(template.render(Map.of("who", "me"))).isEqualTo("a by me!");
        assertThat(template.render(Map.of())).isEqualTo("a!");
    }

    @Test
    void brokenTemplatesAreRefused() {
        assertThatThrownBy(() -> Template.parse("{count:one}", Plural.ENGLISH)).hasMessageContaining("needs 2 forms");
        assertThatThrownBy(() -> Template.parse("{open", Plural.ENGLISH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Template.parse("{name}", Plural.ENGLISH).render(Map.of()))
                .hasMessageContaining("{name}");
    }

    @ParameterizedTest
    @CsvSource({"0, 5 s", "38, 40 s", "57, 55 s", "58, 1 min", "72, 1 min", "141, 2 min", "5390, 1 h 30 min"})
    void roughTimesAreNotRoundedUp(int seconds, String about) {
        assertThat(Times.about(texts, Language.ENGLISH, Duration.ofSeconds(seconds)))
                .isEqualTo(about);
    }

    @Test
    void durationsAreReadable() {
        assertThat(Times.clock(Duration.ofSeconds(5))).isEqualTo("0:05");
        assertThat(Times.clock(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
        assertThat(Times.span(texts, Language.ENGLISH, Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(Times.span(texts, TestTexts.RUSSIAN, Duration.ofHours(25))).isEqualTo("1 д 1 ч");
    }
}
