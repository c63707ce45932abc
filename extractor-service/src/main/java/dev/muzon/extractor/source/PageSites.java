package dev.muzon.extractor.source;

import dev.muzon.protocol.track.AudioFileName;
import dev.muzon.protocol.track.TrackQuery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sites whose links lead to pages and not to sound. Only a source of that site can play them. Without one, people hear
 * its name instead of what the page looks like to ffmpeg.
 */
public final class PageSites {
    private static final Map<String, String> NAMES = Stream.of(
                    site("YouTube", "youtube.com", "youtu.be", "youtube-nocookie.com"),
                    site("Spotify", "spotify.com", "spotify.link"),
                    site("SoundCloud", "soundcloud.com"),
                    site("VK", "vk.com", "vk.ru", "vkvideo.ru"),
                    site("Apple Music", "music.apple.com", "itunes.apple.com"),
                    site("Apple Podcasts", "podcasts.apple.com"),
                    site("Yandex Music", "music.yandex.ru", "music.yandex.com", "music.yandex.by", "music.yandex.kz"),
                    site("Deezer", "deezer.com", "deezer.page.link"),
                    site("TikTok", "tiktok.com"),
                    site("Bandcamp", "bandcamp.com"),
                    site("Mixcloud", "mixcloud.com"),
                    site("Audiomack", "audiomack.com"),
                    site("Tidal", "tidal.com"),
                    site("Amazon Music", "music.amazon.com", "music.amazon.de", "music.amazon.co.uk"),
                    site("Zvuk", "zvuk.com"),
                    site("Shazam", "shazam.com"),
                    site("Twitch", "twitch.tv"),
                    site("Vimeo", "vimeo.com"),
                    site("RuTube", "rutube.ru"),
                    site("Instagram", "instagram.com"),
                    site("Facebook", "facebook.com", "fb.watch"),
                    site("X", "x.com", "twitter.com"),
                    site("Telegram", "t.me", "telegram.me"))
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Pattern LINK = Pattern.compile("(?is)https?://(?<host>[^/?#:@\\\\]++)(?<path>[^?#@]*+).*");

    private PageSites() {}

    /**
     * Returns the name of the site whose page a link is. A link that names an audio file is not taken for a page.
     */
    public static Optional<String> of(TrackQuery.Link link) {
        Matcher url = LINK.matcher(link.url().strip());
        return url.matches() && !AudioFileName.isMusic(url.group("path"))
                ? domains(url.group("host").toLowerCase(Locale.ROOT))
                        .flatMap(domain -> Stream.ofNullable(NAMES.get(domain)))
                        .findFirst()
                : Optional.empty();
    }

    /** Returns the host and the domains that it belongs to: {@code m.youtube.com}, {@code youtube.com}, {@code com}. */
    private static Stream<String> domains(String host) {
        String[] labels = host.split("\\.");
        return IntStream.range(0, labels.length)
                .mapToObj(first -> String.join(".", List.of(labels).subList(first, labels.length)));
    }

    private static Stream<Map.Entry<String, String>> site(String name, String... domains) {
        return List.of(domains).stream().map(domain -> Map.entry(domain, name));
    }
}
