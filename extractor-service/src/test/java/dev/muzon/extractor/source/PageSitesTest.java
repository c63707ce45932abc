package dev.muzon.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.track.TrackQuery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageSitesTest {
    @ParameterizedTest
    @CsvSource({
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ, YouTube",
        "https://youtube.com, YouTube",
        "HTTPS://M.YouTube.com:443/x, YouTube",
        "https://youtu.be/dQw4w9WgXcQ?si=a.mp3, YouTube",
        "https://open.spotify.com/track/6rqhFgbbKwnb9MLmUQDhG6, Spotify",
        "https://on.soundcloud.com/abc, SoundCloud",
        "https://vk.com/audio-2001_1, VK",
        "https://music.apple.com/us/album/1, Apple Music",
        "https://music.yandex.ru/album/1/track/2, Yandex Music",
        "https://www.deezer.com/track/3135556, Deezer",
        "https://vm.tiktok.com/abc/, TikTok",
        "https://artist.bandcamp.com/track/song, Bandcamp",
        "https://t.me/channel/7, Telegram",
    })
    void thePageOfAMusicServiceHasTheNameOfItsSite(String url, String site) {
        assertThat(PageSites.of(new TrackQuery.Link(url))).contains(site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://music.example/a.mp3",
                "https://notyoutube.com/watch",
                "https://youtube.com.example/watch",
                "https://music.example/?from=https://youtube.com/",
                "https://yandex.ru/radio",
                "https://vk.com/files/song.mp3",
                "ftp://youtube.com/a",
                "youtube.com",
                "https://...",
                "not a link"
            })
    void anyOtherLinkIsNotAPage(String url) {
        assertThat(PageSites.of(new TrackQuery.Link(url))).isEmpty();
    }
}
