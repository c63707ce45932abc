package dev.muzon.extractor.lyrics;

import dev.muzon.extractor.door.Document;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FailureOrigin;
import dev.muzon.extractor.source.metadata.SongName;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lyrics service LRCLIB. It is asked by one thread at a time and at a gentle pace. A question that it is too busy
 * for is asked twice more.
 */
final class Lrclib {
    private static final int ATTEMPTS = 3;
    private static final int MOST_FOUND = 20;
    private static final int NOT_FOUND = 404;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Map<String, String> FIELDS =
            Map.of("Lrclib-Client", "Muzon/0.1 (music bot)", "Accept", "application/json");

    private final Documents documents;
    private final HttpLink base;
    private final Duration pace;
    private final ReentrantLock turn = new ReentrantLock(true);
    private long free = System.nanoTime();

    /**
     * Makes a client.
     *
     * @param pace between two questions at least
     */
    Lrclib(Documents documents, HttpLink base, Duration pace) {
        this.documents = documents;
        this.base = base;
        this.pace = pace;
    }

    /**
     * Asks for one recording.
     *
     * @param end when an answer comes too late, by {@link System#nanoTime}
     * @return null when the service does not know it
     * @throws FailureException {@code source.unavailable}, {@code source.timeout}
     */
    @Nullable LrclibSong get(SongName name, Duration length, long end) throws InterruptedException {
        JsonNode song = ask("/api/get?" + names(name) + "&duration=" + Math.round(length.toMillis() / 1000.0), end);
        return song == null ? null : LrclibSong.of(song);
    }

    /** Searches by title and artist. */
    List<LrclibSong> search(SongName name, long end) throws InterruptedException {
        return found(ask("/api/search?" + names(name), end));
    }

    /** Searches by words. */
    List<LrclibSong> search(String words, long end) throws InterruptedException {
        return found(ask("/api/search?q=" + escaped(words), end));
    }

    private static List<LrclibSong> found(@Nullable JsonNode songs) {
        return songs == null
                ? List.of()
                : songs.valueStream().limit(MOST_FOUND).map(LrclibSong::of).toList();
    }

    private static String names(SongName name) {
        return "track_name=" + escaped(name.title())
                + (name.artist() == null ? "" : "&artist_name=" + escaped(name.artist()));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private @Nullable JsonNode ask(String query, long end) throws InterruptedException {
        if (!turn.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw late("others wait before this question");
        }
        try {
            HttpLink link = HttpLink.parse(base.toString().replaceFirst("/+$", "") + query);
            for (int attempt = 1; ; attempt++) {
                waitUntil(free, end);
                Document answer = answer(link, end);
                free = System.nanoTime() + pace.toNanos();
                if (answer.status() == NOT_FOUND) {
                    return null;
                }
                if (answer.status() == 200) {
                    return json(answer);
                }
                boolean busy = answer.status() == 429 || answer.status() >= 500;
                if (!busy || attempt == ATTEMPTS) {
                    throw away(answer.from(), "answers HTTP " + answer.status());
                }
                Duration pause = answer.retryAfter() == null ? PAUSE : answer.retryAfter();
                free = System.nanoTime() + pause.toNanos();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Fetches an answer. Whatever keeps it from coming is an outage of the service, not the person's mistake. */
    private Document answer(HttpLink link, long end) {
        try {
            return documents.get(link, FIELDS, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        } catch (FailureException e) {
            throw FailureOrigin.isOutage(e.failure())
                    ? e
                    : Failure.of(FailureCode.SOURCE_UNAVAILABLE, String.valueOf(e.getMessage()))
                            .causedBy(e);
        }
    }

    private static JsonNode json(Document answer) {
        try {
            return JsonMapper.shared().readTree(answer.text());
        } catch (JacksonException e) {
            throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, answer.from().host() + " sends what is not JSON")
                    .causedBy(e);
        }
    }

    private static void waitUntil(long moment, long end) throws InterruptedException {
        if (moment - end >= 0) {
            throw late("the service wants to be left alone");
        }
        TimeUnit.NANOSECONDS.sleep(moment - System.nanoTime());
    }

    private static FailureException away(HttpLink from, String what) {
        return Failure.of(FailureCode.SOURCE_UNAVAILABLE, from.host() + " " + what)
                .asException();
    }

    private static FailureException late(String why) {
        return Failure.of(FailureCode.SOURCE_TIMEOUT, "lyrics not asked for in time: " + why)
                .asException();
    }
}
