package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.extractor.title.SongOnAir;
import dev.muzon.extractor.title.TitleWatch;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one run through the {@link Door}. It decides what a child may have of the link: the sound, or a playlist with
 * addresses of the door. It remembers why a request failed, because ffmpeg only sees a status. Closing it cuts every
 * connection through it.
 */
public final class Doorway extends Way {
    private static final Logger log = LoggerFactory.getLogger(Doorway.class);

    private static final String WHOLE = "bytes=0-";
    private static final String FIRST = "0";
    private static final long EMPTY = -1;

    private final DoorLimits limits;
    private final DoorNames names = new DoorNames();
    private final SongOnAir song = new SongOnAir();
    private final AtomicLong received = new AtomicLong();
    private final OpenAnswers answers;
    private final BytesPassage passage = new BytesPassage(this::count, this::titles);
    private final PlaylistPassage playlists = new PlaylistPassage(this::count, this::address);

    /** The beginning, which was fetched to see what it is, until ffmpeg asks for it. */
    private final AtomicReference<@Nullable Opened> first = new AtomicReference<>();

    private volatile @Nullable SoundBytes bytes;
    private boolean playlist;
    private @Nullable List<ListedLink> list;
    private String location = "";

    /**
     * Makes a way on which nothing was fetched yet.
     *
     * @param link whose fields and cookies belong to each request
     */
    Doorway(Surroundings door, MediaLink link) {
        super(door);
        this.limits = door.limits();
        this.answers = new OpenAnswers(door.origins(), link, song, limits.untilAnswer());
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
        Opened opened = answers.fetch(link, Map.of("Range", WHOLE, "Icy-MetaData", "1"), limit);
        // A beginning that arrives byte by byte never runs into the read timeout.
        var tooLate = CompletableFuture.runAsync(
                () -> answers.end(opened.answer()),
                CompletableFuture.delayedExecutor(end - System.nanoTime(), TimeUnit.NANOSECONDS));
        Beginning beginning;
        try {
            beginning = Beginning.of(opened);
            HttpLink file = beginning.isDash() && mayPoint ? file(opened) : null;
            if (file != null) {
                answers.end(opened.answer());
                begin(file, Duration.ofNanos(end - System.nanoTime()), false);
                return;
            }
        } catch (IOException e) {
            throw blamed(
                            System.nanoTime() - end >= 0
                                    ? Failure.of(
                                            FailureCode.SOURCE_TIMEOUT,
                                            link.host() + " did not begin within " + new Span(limit))
                                    : OriginFailures.of(e, link))
                    .causedBy(e);
        } finally {
            tooLate.cancel(false);
        }
        list = beginning.list();
        playlist = beginning.isPlaylist();
        first.set(opened);
        // What a login opens is for those who have it, so nobody keeps it.
        bytes = beginning.isSound() && link.login() == null
                ? LinkBytes.of(opened.answer(), link.ending(), new Again(link))
                : null;
        location = playlist
                ? address(link, HlsPlaylist.Target.PLAYLIST, "m3u8")
                : address(link, HlsPlaylist.Target.BYTES, link.ending());
    }

    private @Nullable HttpLink file(Opened manifest) throws IOException {
        try {
            return Beginning.file(manifest);
        } catch (FailureException e) {
            answers.end(manifest.answer());
            throw blamed(e.failure()).causedBy(e);
        }
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
            return ready != null
                    ? ready
                    : answers.fetch(link, Map.of("Range", "bytes=" + offset + "-"), limits.untilAnswer());
        }

        @Override
        public void end(Opened opened) {
            answers.end(opened.answer());
        }

        @Override
        public FailureException explain(IOException e) {
            return OriginFailures.of(e, link).causedBy(e);
        }

        @Override
        public boolean isOver() {
            return answers.isClosed();
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
    public long received() {
        return received.get();
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
            @Nullable Failure trouble = named.target() == HlsPlaylist.Target.PLAYLIST
                    ? playlists.pass(exchange, opened)
                    : passage.pass(exchange, opened, named.number());
            if (trouble != null) {
                refuse(exchange, trouble);
            }
        } finally {
            answers.end(opened.answer());
        }
    }

    private Opened opened(HttpExchange exchange, DoorNames.Named named) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        Opened ready = named.number().equals(FIRST) ? first.getAndSet(null) : null;
        if (ready != null && (range == null || range.equals(WHOLE))) {
            return ready;
        }
        if (ready != null) {
            answers.end(ready.answer());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : List.of("Range", "Icy-MetaData")) {
            String value = exchange.getRequestHeaders().getFirst(field);
            if (value != null) {
                fields.put(field, value);
            }
        }
        return answers.fetch(named.link(), fields, limits.untilAnswer());
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
        forget();
        answers.close();
    }
}
