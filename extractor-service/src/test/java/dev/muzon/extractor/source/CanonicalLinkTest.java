package dev.muzon.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalLinkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://youtu.be/dQw4w9WgXcQ",
                " http://youtu.be/dQw4w9WgXcQ?si=Ab_c&t=10 ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "https://M.YouTube.com/watch?feature=share&v=dQw4w9WgXcQ&list=RDdQw4w9WgXcQ",
                "https://music.youtube.com/watch?v=dQw4w9WgXcQ",
                "https://youtube.com/shorts/dQw4w9WgXcQ?feature=share",
                "https://www.youtube.com/live/dQw4w9WgXcQ",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ#x"
            })
    void everyLinkToAVideoIsOne(String link) {
        assertThat(CanonicalLink.of(link)).isEqualTo("https://www.youtube.com/watch?v=dQw4w9WgXcQ");
    }

    @ParameterizedTest
    @CsvSource({
        "https://open.spotify.com/track/4cOdK2wGLETKBW3PvgPWqT?si=8ae&utm_source=x, https://open.spotify.com/track/4cOdK2wGLETKBW3PvgPWqT",
        "https://music.apple.com/us/album/nocturne/1?i=2&si=3, https://music.apple.com/us/album/nocturne/1?i=2",
        "HTTPS://Ensemble.Bandcamp.com/track/nocturne#lyrics, https://ensemble.bandcamp.com/track/nocturne",
        "https://vk.com/page#entry-3, https://vk.com/page#entry-3"
    })
    void aPageIsTheSameWithoutWhatTellsWhoSharedIt(String link, String canonical) {
        assertThat(CanonicalLink.of(link)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://files.example/song.mp3?si=signature&utm_source=part-of-it",
                "https://www.youtube.com/playlist?list=PL123456",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQtoolong",
                "not a link"
            })
    void everythingElseStaysAsItIs(String link) {
        assertThat(CanonicalLink.of(link)).isEqualTo(link);
    }
}
