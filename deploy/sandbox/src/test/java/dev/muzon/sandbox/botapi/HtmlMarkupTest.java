package dev.muzon.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.sandbox.world.TextEntity;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlMarkupTest {
    @Test
    void nestedMarkupBecomesEntitiesInUtf16Units() {
        var parsed = HtmlMarkup.parse("🎵 <b>Ночь <i>и</i></b> &lt;<a href=\"https://x.y/?a=1&amp;b=2\">link</a>&gt;");
        assertThat(parsed.text()).isEqualTo("🎵 Ночь и <link>");
        assertThat(parsed.entities())
                .containsExactly(
                        TextEntity.of(TextEntity.Type.BOLD, 3, 6),
                        TextEntity.of(TextEntity.Type.ITALIC, 8, 1),
                        new TextEntity(TextEntity.Type.TEXT_LINK, 11, 4, "https://x.y/?a=1&b=2", null, null));
    }

    @Test
    void mentionsSpoilersQuotesAndCodeBecomeEntities() {
        var parsed = HtmlMarkup.parse("<a href=\"tg://user?id=42\">Al</a><tg-spoiler>s</tg-spoiler>"
                + "<blockquote expandable>q</blockquote><pre><code class=\"language-java\">var x</code></pre>");
        assertThat(parsed.entities())
                .containsExactly(
                        new TextEntity(TextEntity.Type.TEXT_MENTION, 0, 2, null, 42L, null),
                        TextEntity.of(TextEntity.Type.SPOILER, 2, 1),
                        TextEntity.of(TextEntity.Type.EXPANDABLE_BLOCKQUOTE, 3, 1),
                        new TextEntity(TextEntity.Type.PRE, 4, 5, null, null, "java"));
    }

    @Test
    void aLinkOfManyLabelsIsReadOnASmallStack() throws Exception {
        String link = "a.".repeat(2_500) + "com";
        var task = new FutureTask<>(() -> HtmlMarkup.parse("<a href=\"" + link + "\">x</a>"));
        new Thread(null, task, "small-stack", 512 * 1024).start();
        assertThat(task.get().text()).isEqualTo("x");
    }

    @Test
    void whiteSpaceAroundATextIsCutAndEntitiesAreMoved() {
        var parsed = HtmlMarkup.parse("  <b> a </b>  ");
        assertThat(parsed.text()).isEqualTo("a");
        assertThat(parsed.entities()).containsExactly(TextEntity.of(TextEntity.Type.BOLD, 0, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <b>x        | Can't find end tag corresponding to start tag "b"
                    <b>x</i>    | Unmatched end tag at byte offset 4, expected "</b>", found "</i>"
                    я<font>x    | Unsupported start tag "font" at byte offset 2
                    x</b>       | Unexpected end tag at byte offset 1
                    a < b>      | Unsupported start tag "" at byte offset 2
                    <span>x</span> | Tag "span" must have class "tg-spoiler" at byte offset 0
                    a <3 b>     | Unsupported start tag "3" at byte offset 2
                    x <b        | Unclosed start tag at byte offset 2
                    <b>x</b y>  | Unclosed end tag at byte offset 4
                    <b "v">x</b> | Empty attribute name in the tag "b" at byte offset 0
                    <b/>        | Unsupported start tag "b/" at byte offset 0
                    <b x=_>y</b> | Unexpected end of name token at byte offset 5
                    <tg-emoji>x</tg-emoji> | Invalid custom emoji identifier specified
                    """)
    void badMarkupIsRefusedInTelegramsWords(String html, String why) {
        assertThatThrownBy(() -> HtmlMarkup.parse(html)).hasMessage("Bad Request: can't parse entities: " + why);
    }

    @Test
    void halfOfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> HtmlMarkup.parse("&#xD800;")).hasMessageContaining("unmatched surrogate code units");
    }

    @Test
    void codeInsidePreWithoutALanguageIsASeparateEntity() {
        assertThat(HtmlMarkup.parse("<pre><code>a</code></pre>").entities())
                .containsExactlyInAnyOrder(
                        TextEntity.of(TextEntity.Type.CODE, 0, 1), TextEntity.of(TextEntity.Type.PRE, 0, 1));
    }

    @Test
    void attributesAreReadAsTelegramReadsThem() {
        assertThat(HtmlMarkup.parse("<a HREF=\"https://x.y/\">https://a.b/</a>").entities())
                .extracting(TextEntity::url)
                .containsExactly("https://a.b/");
        assertThat(HtmlMarkup.parse("<a href=\"https://x.y/?q=x>y\">z</>").text())
                .isEqualTo("z");
    }

    @Test
    void characterReferencesNeedNoSemicolon() {
        assertThat(HtmlMarkup.parse("a &lt b").text()).isEqualTo("a < b");
    }

    @Test
    void unknownCharacterReferencesStayAsWritten() {
        assertThat(HtmlMarkup.parse("a &nbsp; & b &#1103;&#x44f;").text()).isEqualTo("a &nbsp; & b яя");
    }
}
