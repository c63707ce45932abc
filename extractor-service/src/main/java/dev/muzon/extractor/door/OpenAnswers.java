package dev.muzon.extractor.door;

import dev.muzon.extractor.title.IcyStream;
import dev.muzon.extractor.title.SongOnAir;
import dev.muzon.protocol.failure.FailureException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers of servers that one way has open. Closing it cuts them all, and no other is opened after that. */
final class OpenAnswers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OpenAnswers.class);
    private static final int BUFFER = 16 * 1024;

    private final OriginClient origins;
    private final Map<String, String> always;
    private final SongOnAir song;
    private final Duration untilAnswer;
    private final BasicCookieStore cookies;
    private final Set<OriginAnswer> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param link whose fields and cookies belong to each request
     * @param song hears the titles that a radio station sends between its bytes
     * @param untilAnswer the longest wait for an answer with the bytes after a picture
     */
    OpenAnswers(OriginClient origins, MediaLink link, SongOnAir song, Duration untilAnswer) {
        this.origins = origins;
        this.always = link.fields();
        this.cookies = link.jar();
        this.untilAnswer = untilAnswer;
        this.song = song;
    }

    /**
     * Asks a server.
     *
     * @param limit until its answer begins
     * @throws dev.muzon.protocol.failure.FailureException why there is none
     */
    Opened fetch(HttpLink link, Map<String, String> fields, Duration limit) {
        Map<String, String> all = new LinkedHashMap<>(always);
        all.putAll(fields);
        OriginAnswer answer = origins.fetch(link, all, cookies, limit);
        open.add(answer);
        try {
            if (closed) {
                throw new IOException("the run is over");
            }
            return new Opened(answer, new BufferedInputStream(sound(answer, link, fields), BUFFER));
        } catch (IOException e) {
            end(answer);
            throw OriginFailures.of(e, link).causedBy(e);
        }
    }

    private InputStream sound(OriginAnswer answer, HttpLink link, Map<String, String> fields) throws IOException {
        int interval = answer.titleInterval();
        if (interval > 0) {
            return new IcyStream(answer.body(), interval, song);
        }
        GivenRange given = GivenRange.of(answer);
        return given == null
                ? answer.body()
                : new PicturelessStream(
                        answer.body(), given.start(), given.size(), at -> rest(answer, link, fields, given.at(at)));
    }

    /** Goes on with another answer for the bytes from an offset on, null when the server does not give them. */
    private @Nullable InputStream rest(
            OriginAnswer answer, HttpLink link, Map<String, String> fields, GivenRange wanted) {
        Map<String, String> all = new LinkedHashMap<>(always);
        all.putAll(fields);
        all.put("Range", "bytes=" + wanted.start() + "-");
        try {
            OriginAnswer rest = origins.fetch(link, all, cookies, untilAnswer);
            if (wanted.equals(GivenRange.of(rest)) && rest.version().equals(answer.version())) {
                answer.goesOnIn(rest);
                return rest.body();
            }
            rest.close();
        } catch (FailureException | IOException e) {
            log.debug("A picture is read because its end was not given: {}", e.getMessage());
        }
        return null;
    }

    void end(OriginAnswer answer) {
        open.remove(answer);
        answer.close();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(OriginAnswer::close);
        open.clear();
    }
}
