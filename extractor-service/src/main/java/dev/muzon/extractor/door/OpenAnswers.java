package dev.muzon.extractor.door;

import dev.muzon.extractor.title.IcyStream;
import dev.muzon.extractor.title.SongOnAir;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.cookie.BasicCookieStore;

/** The answers of servers that one way has open. Closing it cuts them all, and no other is opened after that. */
final class OpenAnswers implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final OriginClient origins;
    private final Map<String, String> always;
    private final SongOnAir song;
    private final BasicCookieStore cookies = new BasicCookieStore();
    private final Set<OriginAnswer> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param always fields of each request
     * @param song hears the titles that a radio station sends between its bytes
     */
    OpenAnswers(OriginClient origins, Map<String, String> always, SongOnAir song) {
        this.origins = origins;
        this.always = always;
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
            return new Opened(answer, new BufferedInputStream(sound(answer), BUFFER));
        } catch (IOException e) {
            end(answer);
            throw OriginFailures.of(e, link).causedBy(e);
        }
    }

    private InputStream sound(OriginAnswer answer) throws IOException {
        int interval = answer.titleInterval();
        return interval == 0 ? answer.body() : new IcyStream(answer.body(), interval, song);
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
