package dev.muzon.extractor.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpLinkTest {
    @ParameterizedTest
    @CsvSource({
        "http://music.example/a.mp3, http://music.example/a.mp3",
        "' HTTPS://Music.Example:8443/a%20b.mp3?x=1#t=5 ', https://music.example:8443/a%20b.mp3?x=1",
        "http://music.example, http://music.example/",
        "http://music.example?id=5, http://music.example/?id=5",
        "http://радио.рф/эфир.mp3, http://xn--80aimyg.xn--p1ai/%D1%8D%D1%84%D0%B8%D1%80.mp3",
        "http://music.example/a b.mp3, http://music.example/a%20b.mp3",
        "http://[2606:4700::1111]:81/x, http://[2606:4700::1111]:81/x",
    })
    void everySpellingOfALinkBecomesOneForm(String typed, String canonical) {
        assertThat(HttpLink.parse(typed)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "'', input.bad",
        "song.mp3, input.bad",
        "http://, input.bad",
        "http:///etc/passwd, input.bad",
        "http://music.example:0/, input.bad",
        "http://music.example:99999/, input.bad",
        "http://music.example\\@127.0.0.1/, input.bad",
        "http://exa mple/, input.bad",
        "file:///etc/passwd, url.unsupported",
        "ftp://music.example/a.mp3, url.unsupported",
        "concat://a|b, url.unsupported",
        "gopher://127.0.0.1:27017/, url.unsupported",
        "http://user@/a.mp3, input.bad",
        "http://user:pw@exa mple/, input.bad",
    })
    void anUnusableLinkIsRefusedWithAReason(String typed, String code) {
        assertThatThrownBy(() -> HttpLink.parse(typed))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code().value()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "https://ann:pa:ss@Music.Example:8443/a.mp3, https://music.example:8443/a.mp3, ann:pa:ss",
        "http://ann%40home:p%2Fw+@music.example/a.mp3, http://music.example/a.mp3, ann@home:p/w+",
        "http://ann@music.example/, http://music.example/, ann:",
        "http://music.example@127.0.0.1/, http://127.0.0.1/, music.example:",
        "http://a@b@music.example/, http://music.example/, a@b:",
        "http://ann:100%@music.example/, http://music.example/, ann:100%",
        "http://ann:100%zz@music.example/, http://music.example/, ann:100%zz",
    })
    void aLoginIsKeptAndNeverPrints(String typed, String printed, String login) {
        HttpLink link = HttpLink.parse(typed);

        assertThat(link).hasToString(printed);
        assertThat(link.origin()).doesNotContain("@");
        assertThat(link.authorization())
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
        assertThat(HttpLink.parse(link.withLogin())).isEqualTo(link);
        assertThat(link).isNotEqualTo(HttpLink.parse(printed));
    }

    @ParameterizedTest
    @CsvSource({
        "b.mp3, true",
        "/c/b.mp3, true",
        "http://music.example:80/b.mp3, true",
        "//music.example/b.mp3, true",
        "https://music.example/b.mp3, false",
        "http://music.example:81/b.mp3, false",
        "http://other.example/b.mp3, false",
    })
    void aLoginGoesToItsOwnServerOnly(String reference, boolean same) {
        HttpLink target = HttpLink.parse("http://ann:pw@music.example/a.m3u8").resolve(reference);

        assertThat(target.authorization() != null).isEqualTo(same);
    }

    @Test
    void aHostIsAsLongAsNamesCanBe() {
        String longest = "a.".repeat(125) + "com";
        assertThat(HttpLink.parse("http://" + longest + "/x").host()).hasSize(253);
        assertThatThrownBy(() -> HttpLink.parse("http://a" + longest + "/x"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.BAD_INPUT));
    }

    @ParameterizedTest
    @CsvSource({
        "http://music.example/albums/Night_Song.mp3, Night Song",
        "http://music.example/%D0%9D%D0%BE%D1%87%D1%8C.ogg?key=1, Ночь",
        "http://music.example/%C3%F0%F3%EF%EF%E0%20%EA%F0%EE%E2%E8.mp3, Группа крови",
        "http://music.example/%FF%FE%FD.mp3, music.example",
        "http://music.example/live, live",
        "http://music.example/, music.example",
        "http://music.example/%zz.mp3, music.example",
        "http://music.example:8000/;, music.example",
        "http://music.example:8000/;stream.mp3, music.example",
        "http://music.example/7000000010, music.example",
    })
    void everyLinkHasAReadableName(String url, String name) {
        assertThat(HttpLink.parse(url).readableName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "seg.ts, http://music.example/a/b/seg.ts",
        "../seg.ts?k=1, http://music.example/a/seg.ts?k=1",
        "../../../../seg.ts, http://music.example/seg.ts",
        "./c/./d/.., http://music.example/a/b/c/",
        "/seg.ts, http://music.example/seg.ts",
        "//cdn.example/x, http://cdn.example/x",
        "https://cdn.example:8443/x, https://cdn.example:8443/x",
        "?page=2, http://music.example/a/b/list.m3u8?page=2",
        "'a b.ts', http://music.example/a/b/a%20b.ts",
    })
    void aReferenceIsReadWhereItStands(String reference, String link) {
        assertThat(HttpLink.parse("http://music.example/a/b/list.m3u8?token=x/y")
                        .resolve(reference))
                .hasToString(link);
    }
}
