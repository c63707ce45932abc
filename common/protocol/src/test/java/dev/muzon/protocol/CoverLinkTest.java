package dev.muzon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.track.CoverLink;
import dev.muzon.protocol.track.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverLinkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://i.ytimg.com/vi/dQw4w9WgXcQ/maxresdefault.jpg",
                "https://i1.sndcdn.com/artworks-x-t500x500.jpg?a=b&c=d",
                "https://f4.bcbits.com:443/img/a1_5.jpg"
            })
    void keepsAPublicLink(String link) {
        assertThat(CoverLink.of(link)).isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://i.ytimg.com/a.jpg",
                "ftp://i.ytimg.com/a.jpg",
                "javascript:alert(1)",
                "https://192.168.1.2/a.jpg",
                "https://[::1]/a.jpg",
                "https://2130706433/a.jpg",
                "https://0x7f.1/a.jpg",
                "https://localhost/a.jpg",
                "https://nas/a.jpg",
                "https://nas.local/a.jpg",
                "https://music.internal/a.jpg",
                "https://me:secret@example.org/a.jpg",
                "https://example.org:8443/a.jpg",
                "https://example.org/a b.jpg",
                "https:///a.jpg"
            })
    void dropsALinkThatSaysTooMuchOrIsNone(String link) {
        assertThat(CoverLink.of(link)).isNull();
    }

    @Test
    void dropsALinkThatIsTooLong() {
        assertThat(CoverLink.of("https://example.org/" + "a".repeat(500))).isNull();
    }

    @Test
    void aTrackHoldsNoOtherCover() {
        var track = new Track("i", "web", "T", null, null, null, null, null, null, "https://10.0.0.1/a.jpg");
        assertThat(track.cover()).isNull();
    }
}
