package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.extractor.title.IcyStream;
import dev.muzon.extractor.title.SongOnAir;
import dev.muzon.extractor.title.TitleWatch;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one run through the {@link Door}. Closing it cuts every connection through it. It remembers why a request
 * failed, because ffmpeg only sees a status.
 */
public final class Doorway extends Way {
    private static final Logger log = LoggerFactory.getLogger(Doorway.class);

    private static final String WHOLE = "bytes=0-";
    private static final String FIRST = "0";
    private static final int START = 64;

    /** Programs that write XML begin it with comments on themselves. */
    private static final int START_OF_XML = 512;

    private static final int BUFFER = 16 * 1024;

    private static final long EMPTY = -1;

    private final OriginClient origins;
    private final DoorLimits limits;
    private final Map<String, String> always;
    private final BasicCookieStore cookies = new BasicCookieStore();
    private final DoorNames names = new DoorNames();
    private final SongOnAir song = new SongOnAir();
    private final DashSequence sequence = new DashSequence();
    private final AtomicLong received = new AtomicLong();
    private final BytesPassage passage = new BytesPassage(this::count, this::titles);
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    /** The beginning, which was fetched to see what it is, until ffmpeg asks for it. */
    private final AtomicReference<@Nullable Opened> first = new AtomicReference<>();

    private volatile boolean closed;
    private volatile @Nullable SoundBytes bytes;
    private boolean playlist;
    private @Nullable List<ListedLink> list;
    private String location = "";

    /** An answer and its body, of which the first bytes were looked at but not consumed. */
    record Opened(OriginAnswer answer, InputStream body) {}

    /**
     * Makes a way on which nothing was fetched yet.
     *
     * @param always fields of each request
     */
    Doorway(Surroundings door, Map<String, String> always) {
        super(door);
        this.origins = door.origins();
        this.limits = door.limits();
        this.always = always;
    }

    void begin(HttpLink link, Duration limit) {
        begin(link, limit, true);
    }

    /**
     * Fetches the beginning.
     *
     * @param mayPoint whether it may be a manifest that only points to a file
     */
    private void begin(HttpLink link, Duration limit, boolean mayPoint) {
        long end = System.nanoTime() + limit.toNanos();
        Opened opened = fetch(link, Map.of("Range", WHOLE, "Icy-MetaData", "1"), limit);
        // A beginning that arrives byte by byte never runs into the read timeout.
        var tooLate = CompletableFuture.runAsync(
                () -> end(opened.answer()),
                CompletableFuture.delayedExecutor(end - System.nanoTime(), TimeUnit.NANOSECONDS));
        try {
            String start = start(opened);
            list = MusicList.maybeBeginsIn(start, opened.answer().from()) ? list(opened) : null;
            boolean dash = list == null && DashManifest.beginsIn(start);
            HttpLink file = dash && mayPoint ? file(opened) : null;
            if (file != null) {
                end(opened.answer());
                begin(file, Duration.ofNanos(end - System.nanoTime()), false);
                return;
            }
            playlist = dash || (list == null && HlsPlaylist.beginsIn(start));
        } catch (IOException e) {
            throw blamed(
                            System.nanoTime() - end >= 0
                                    ? Failure.of(
                                            FailureCode.SOURCE_TIMEOUT, link.host() + " did not begin within " + limit)
                                    : OriginFailures.of(e, link))
                    .causedBy(e);
        } finally {
            tooLate.cancel(false);
        }
        first.set(opened);
        bytes = playlist || list != null ? null : LinkBytes.of(opened.answer(), link.ending(), new Again(link));
        location = playlist
                ? address(link, HlsPlaylist.Target.PLAYLIST, "m3u8")
                : address(link, HlsPlaylist.Target.BYTES, link.ending());
    }

    /** The link of this way, asked again. The beginning is asked for once. */
    private final class Again implements LinkBytes.Link {
        private final HttpLink link;

        private Again(HttpLink link) {
            this.link = link;
        }

        @Override
        public Opened open(long offset) {
            Opened ready = offset == 0 ? first.getAndSet(null) : null;
            return ready != null ? ready : fetch(link, Map.of("Range", "bytes=" + offset + "-"), limits.untilAnswer());
        }

        @Override
        public void end(Opened opened) {
            Doorway.this.end(opened.answer());
        }

        @Override
        public FailureException explain(IOException e) {
            return OriginFailures.of(e, link).causedBy(e);
        }

        @Override
        public boolean isOver() {
            return closed;
        }
    }

    /** Reads a list of music to its end, or leaves the body as it was. */
    private static @Nullable List<ListedLink> list(Opened opened) throws IOException {
        opened.body().mark(MusicList.LONGEST + 1);
        byte[] text = opened.body().readNBytes(MusicList.LONGEST + 1);
        opened.body().reset();
        return text.length > MusicList.LONGEST
                ? null
                : MusicList.read(
                        new String(text, StandardCharsets.UTF_8),
                        opened.answer().from());
    }

    /** Returns enough of the beginning to see what it is. Leaves the body as it was. */
    private static String start(Opened opened) throws IOException {
        String start = start(opened, START);
        return start.startsWith("<?xml") ? start(opened, START_OF_XML) : start;
    }

    private static String start(Opened opened, int most) throws IOException {
        opened.body().mark(most);
        String start = new String(opened.body().readNBytes(most), StandardCharsets.UTF_8);
        opened.body().reset();
        return start;
    }

    /** Returns the file that a manifest points to, null when the sound comes in segments. Leaves the body as it was. */
    private @Nullable HttpLink file(Opened opened) throws IOException {
        opened.body().mark(HlsPlaylist.LONGEST + 1);
        String text = new String(opened.body().readNBytes(HlsPlaylist.LONGEST + 1), StandardCharsets.UTF_8);
        opened.body().reset();
        try {
            return DashManifest.read(text, opened.answer().from()).file();
        } catch (FailureException e) {
            end(opened.answer());
            throw blamed(e.failure()).causedBy(e);
        }
    }

    /** Returns what a list of music names, in its order. Null when the link led to something else. */
    public @Nullable List<ListedLink> list() {
        return list;
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public boolean isPlaylist() {
        return playlist;
    }

    @Override
    public @Nullable SoundBytes bytes() {
        return bytes;
    }

    @Override
    public @Nullable String songTitle() {
        return song.title();
    }

    private String address(HttpLink link, HlsPlaylist.Target target, String ending) {
        return address(names.of(link, target), ending);
    }

    private Opened fetch(HttpLink link, Map<String, String> fields, Duration limit) {
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

    private void end(OriginAnswer answer) {
        open.remove(answer);
        answer.close();
    }

    @Override
    void serve(HttpExchange exchange, String name) throws IOException {
        DoorNames.Named named = names.find(name);
        if (named == null) {
            refuse(exchange, Failure.of(FailureCode.URL_FORBIDDEN, "an address that the door did not name"));
            return;
        }
        Opened opened;
        try {
            opened = opened(exchange, named);
        } catch (FailureException e) {
            refuse(exchange, e.failure());
            return;
        }
        try {
            if (named.target() == HlsPlaylist.Target.PLAYLIST) {
                servePlaylist(exchange, opened);
            } else {
                @Nullable Failure trouble = passage.pass(exchange, opened, named.number());
                if (trouble != null) {
                    refuse(exchange, trouble);
                }
            }
        } finally {
            end(opened.answer());
        }
    }

    private Opened opened(HttpExchange exchange, DoorNames.Named named) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        Opened ready = named.number().equals(FIRST) ? first.getAndSet(null) : null;
        if (ready != null && (range == null || range.equals(WHOLE))) {
            return ready;
        }
        if (ready != null) {
            end(ready.answer());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : List.of("Range", "Icy-MetaData")) {
            String value = exchange.getRequestHeaders().getFirst(field);
            if (value != null) {
                fields.put(field, value);
            }
        }
        return fetch(named.link(), fields, limits.untilAnswer());
    }

    private void refuse(HttpExchange exchange, Failure reason) throws IOException {
        int status = switch (blamed(reason).code()) {
            case URL_FORBIDDEN, SOURCE_FORBIDDEN -> 403;
            case SOURCE_NOT_FOUND -> 404;
            default -> 502;
        };
        log.debug("Request of a child refused: {}", reason.detail());
        exchange.sendResponseHeaders(status, EMPTY);
        exchange.close();
    }

    private void servePlaylist(HttpExchange exchange, Opened opened) throws IOException {
        byte[] ours;
        try {
            byte[] theirs = opened.body().readNBytes(HlsPlaylist.LONGEST + 1);
            count(theirs.length);
            String text = new String(theirs, StandardCharsets.UTF_8);
            boolean dash = DashManifest.beginsIn(text);
            if (theirs.length > HlsPlaylist.LONGEST || !(dash || HlsPlaylist.beginsIn(text))) {
                throw Failure.of(FailureCode.URL_UNSUPPORTED, "a playlist that is none, or far too long")
                        .asException();
            }
            HttpLink from = opened.answer().from();
            ours = (dash
                            ? DashManifest.read(text, from)
                                    .asHls(opened.answer().date(), sequence, this::address)
                            : HlsPlaylist.rewritten(text, from, this::address))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (FailureException e) {
            refuse(exchange, e.failure());
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.apple.mpegurl");
        exchange.sendResponseHeaders(200, ours.length);
        exchange.getResponseBody().write(ours);
        exchange.close();
    }

    private TitleWatch titles(long length) {
        if (playlist) {
            return TitleWatch.ofSegment(song);
        }
        return length < 0 ? TitleWatch.ofStream(song) : TitleWatch.ofNothing();
    }

    private void count(int bytes) {
        if (received.addAndGet(bytes) > limits.maxBytes()) {
            var limit = FailureArgument.bytes(limits.maxBytes());
            throw Failure.of(
                            FailureCode.TRACK_TOO_LARGE,
                            "more than " + limits.maxBytes() + " bytes",
                            Map.of("limit", limit))
                    .asException();
        }
    }

    @Override
    public void close() {
        closed = true;
        forget();
        for (Closeable answer : open) {
            try {
                answer.close();
            } catch (IOException e) {
                log.trace("Connection not closed cleanly: {}", e.toString());
            }
        }
        open.clear();
    }
}
