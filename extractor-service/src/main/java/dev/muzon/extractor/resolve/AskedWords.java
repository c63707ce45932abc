package dev.muzon.extractor.resolve;

import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;

/** The short form of a request that an operator may read. Links keep their secrets: only the host is named. */
final class AskedWords {
    private AskedWords() {}

    static String of(TrackQuery query, Resolution resolution) {
        return switch (query) {
            case TrackQuery.Text(String text) -> text;
            case TrackQuery.Station(String words) -> words;
            case TrackQuery.Link(String url) -> host(url);
            case TrackQuery.TelegramFile file -> name(file);
            case TrackQuery.TelegramFiles album -> name(album.files().getFirst());
            case TrackQuery.Related related -> related.after().title();
            case TrackQuery.Listed _, TrackQuery.Post _ ->
                resolution.found().stream().map(Track::title).findFirst().orElseGet(resolution::kind);
        };
    }

    private static String name(TrackQuery.TelegramFile file) {
        return Optional.ofNullable(file.title()).orElse(Objects.requireNonNullElse(file.fileName(), "Telegram"));
    }

    private static String host(String url) {
        try {
            return Objects.requireNonNullElse(new URI(url.strip()).getHost(), "…");
        } catch (URISyntaxException e) {
            return "…";
        }
    }
}
