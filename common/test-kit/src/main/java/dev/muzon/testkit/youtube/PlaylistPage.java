package dev.muzon.testkit.youtube;

import java.util.List;
import java.util.Map;

/** The data in the page of a playlist, as YouTube writes it. */
final class PlaylistPage {
    private PlaylistPage() {}

    /** Names the videos of a playlist in their order. */
    static Map<String, Object> of(String title, List<Map<String, Object>> videos) {
        Map<String, Object> list = Map.of(
                "playlistVideoListRenderer",
                Map.of("contents", videos.stream().map(PlaylistPage::entry).toList()));
        Map<String, Object> tab = Map.of(
                "tabRenderer",
                Map.of(
                        "selected",
                        true,
                        "content",
                        Map.of(
                                "sectionListRenderer",
                                Map.of(
                                        "contents",
                                        List.of(Map.of("itemSectionRenderer", Map.of("contents", List.of(list))))))));
        return Map.of(
                "contents",
                Map.of("twoColumnBrowseResultsRenderer", Map.of("tabs", List.of(tab))),
                "metadata",
                Map.of("playlistMetadataRenderer", Map.of("title", title)));
    }

    /** Names the videos beside the player of the first of them. */
    static Map<String, Object> mix(String id, List<Map<String, Object>> videos) {
        List<Map<String, Object>> contents = videos.stream()
                .<Map<String, Object>>map(details -> Map.of(
                        "playlistPanelVideoRenderer",
                        Map.of(
                                "videoId",
                                details.get("videoId"),
                                "title",
                                Map.of("simpleText", details.get("title")),
                                "lengthText",
                                Map.of("simpleText", clock(String.valueOf(details.get("lengthSeconds")))),
                                "navigationEndpoint",
                                Map.of("watchEndpoint", Map.of("videoId", details.get("videoId"), "playlistId", id)),
                                "shortBylineText",
                                Map.of("runs", List.of(Map.of("text", details.get("author")))))))
                .toList();
        return Map.of(
                "contents",
                Map.of(
                        "twoColumnWatchNextResults",
                        Map.of(
                                "playlist",
                                Map.of("playlist", Map.of("title", "Mix", "playlistId", id, "contents", contents)))));
    }

    private static String clock(String seconds) {
        int all = Integer.parseInt(seconds);
        return "%d:%02d".formatted(all / 60, all % 60);
    }

    private static Map<String, Object> entry(Map<String, Object> details) {
        return Map.of(
                "playlistVideoRenderer",
                Map.of(
                        "videoId",
                        details.get("videoId"),
                        "title",
                        Map.of("runs", List.of(Map.of("text", details.get("title")))),
                        "lengthSeconds",
                        details.get("lengthSeconds"),
                        "isPlayable",
                        true));
    }
}
