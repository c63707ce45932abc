package dev.muzon.extractor.source.radio;

import dev.muzon.extractor.door.Document;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FailureOrigin;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.MonotonicClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The directory radio-browser. It stands on several mirrors. Each instance asks them in its own order, and the next one
 * when one fails, as the directory's rules ask.
 */
final class StationDirectory {
    private static final Logger log = LoggerFactory.getLogger(StationDirectory.class);
    private static final Duration MIRRORS_FRESH = Duration.ofHours(6);
    private static final int MOST_MIRRORS = 8;
    private static final int MOST_STATIONS = 20;

    private final Documents documents;
    private final HttpLink entrance;
    private final Duration limit;
    private final MonotonicClock clock;
    private @Nullable Mirrors mirrors;

    private record Mirrors(List<HttpLink> origins, Instant until) {}

    /**
     * Makes a client.
     *
     * @param entrance the host that names the mirrors
     * @param limit for one answer
     */
    StationDirectory(Documents documents, HttpLink entrance, Duration limit, MonotonicClock clock) {
        this.documents = documents;
        this.entrance = entrance;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Finds stations by their names, then by their kinds of music.
     *
     * @return the most played first, those that are called exactly so in front
     * @throws FailureException why no mirror answers
     */
    List<Station> search(String words) {
        Map<String, Station> found = new LinkedHashMap<>();
        List<Station> named = ask("name", words);
        Stream.concat(named.stream().filter(station -> station.isCalled(words)), named.stream())
                .forEach(station -> found.putIfAbsent(station.id(), station));
        if (found.isEmpty()) {
            ask("tag", words).forEach(station -> found.putIfAbsent(station.id(), station));
        }
        return List.copyOf(found.values());
    }

    private List<Station> ask(String field, String words) {
        String query = "/json/stations/search?" + field + "=" + URLEncoder.encode(words, StandardCharsets.UTF_8)
                + "&order=clickcount&reverse=true&hidebroken=true&limit=" + MOST_STATIONS;
        JsonNode stations = ask(query);
        if (!stations.isArray()) {
            throw Failure.of(FailureCode.WEB_CHANGED, "the station directory answers without a list")
                    .asException();
        }
        return stations.valueStream()
                .filter(station -> station.path("lastcheckok").asInt(1) == 1)
                .flatMap(station -> Stream.ofNullable(station(station)))
                .limit(MOST_STATIONS)
                .toList();
    }

    private static @Nullable Station station(JsonNode told) {
        String id = told.path("stationuuid").asString("");
        String resolved = told.path("url_resolved").asString("");
        String url = resolved.isBlank() ? told.path("url").asString("") : resolved;
        String page = told.path("homepage").asString("");
        boolean readable = Station.isId(id) && url.matches("(?i)https?://\\S{1,2000}");
        return readable
                ? new Station(id, told.path("name").asString(""), url, page.matches("(?i)https?://\\S+") ? page : null)
                : null;
    }

    /** Counts that a station is played, as the directory's rules ask. Its answer does not matter. */
    void count(Station station) {
        Thread.ofVirtual().name("radio-click").start(() -> {
            try {
                ask("/json/url/" + station.id());
            } catch (Throwable e) {
                log.debug("Click of a station not counted: {}", e.toString());
            }
        });
    }

    private JsonNode ask(String path) {
        FailureException last = Failure.of(FailureCode.SOURCE_UNAVAILABLE, "the station directory has no mirror")
                .asException();
        for (HttpLink mirror : mirrors()) {
            try {
                return json(documents.get(HttpLink.parse(mirror.origin() + path), Map.of(), limit));
            } catch (FailureException e) {
                log.info("Mirror of the station directory left out: {}", e.getMessage());
                last = e;
            }
        }
        throw FailureOrigin.isOutage(last.failure())
                ? last
                : Failure.of(FailureCode.SOURCE_UNAVAILABLE, String.valueOf(last.getMessage()))
                        .causedBy(last);
    }

    private static JsonNode json(Document document) {
        if (document.status() != 200 || !document.is("json")) {
            throw Failure.of(
                            FailureCode.SOURCE_UNAVAILABLE,
                            document.from().host() + " answers HTTP " + document.status() + ", " + document.type())
                    .asException();
        }
        try {
            return JsonMapper.shared().readTree(document.text());
        } catch (JacksonException e) {
            throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, document.from().host() + " sends what is not JSON")
                    .causedBy(e);
        }
    }

    private synchronized List<HttpLink> mirrors() {
        Mirrors known = mirrors;
        if (known == null || !known.until().isAfter(clock.instant())) {
            known = new Mirrors(named(), clock.instant().plus(MIRRORS_FRESH));
            mirrors = known.origins().size() > 1 ? known : null;
        }
        return known.origins();
    }

    /** Returns the mirrors in an order of chance, the entrance last. */
    private List<HttpLink> named() {
        List<HttpLink> origins = new ArrayList<>();
        try {
            JsonNode servers =
                    json(documents.get(HttpLink.parse(entrance.origin() + "/json/servers"), Map.of(), limit));
            servers.valueStream()
                    .map(server -> server.path("name").asString(""))
                    .filter(name -> name.matches("[a-z0-9.-]{1,200}"))
                    .distinct()
                    .limit(MOST_MIRRORS)
                    .forEach(name -> origins.add(
                            HttpLink.parse(entrance.scheme() + "://" + name + ":" + entrance.portOrDefault())));
            Collections.shuffle(origins);
        } catch (FailureException e) {
            log.info("Mirrors of the station directory not known: {}", e.getMessage());
        }
        origins.add(entrance);
        return List.copyOf(origins);
    }
}
