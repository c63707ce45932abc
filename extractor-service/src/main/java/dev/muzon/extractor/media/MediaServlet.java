package dev.muzon.extractor.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.extractor.cache.AudioCache;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.catalog.TrackCatalog;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.Span;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.problem.Problem;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The endpoints {@code GET /v1/media/{trackId}?from=PT1M30S&chat=-100} and {@code GET /v1/song-files/{trackId}}. It is a servlet and not a controller, because a stream
 * that breaks off must break the connection: MVC would end the chunked body properly, and a cut track would look like a
 * whole one.
 */
final class MediaServlet extends HttpServlet {
    private static final Logger log = LoggerFactory.getLogger(MediaServlet.class);

    /** The form of a chat's id. Anything else from outside stays out of the log. */
    private static final Pattern CHAT = Pattern.compile("-?\\d{1,19}");

    /** The player asks again sooner for as long as its patience lasts. */
    private static final Duration ONE_TROUBLE = Duration.ofMinutes(1);

    private static final int MOST_TROUBLES = 10_000;

    private final transient SoundForm form;
    private final transient TrackCatalog catalog;
    private final transient Map<String, TrackSource> sources;
    private final transient AudioCache cache;
    private final transient Ffmpeg ffmpeg;
    private final transient StreamSlots slots;
    private final transient MediaProperties settings;
    private final transient FailureLog failures;

    /** The failure of each stream that stands in the log. */
    private final transient Cache<String, FailureCode> told = Caffeine.newBuilder()
            .maximumSize(MOST_TROUBLES)
            .expireAfterWrite(ONE_TROUBLE)
            .build();

    MediaServlet(
            SoundForm form,
            TrackCatalog catalog,
            List<TrackSource> sources,
            AudioCache cache,
            Ffmpeg ffmpeg,
            StreamSlots slots,
            MediaProperties settings,
            FailureLog failures) {
        this.form = form;
        this.catalog = catalog;
        this.sources = sources.stream().collect(Collectors.toMap(TrackSource::name, Function.identity()));
        this.cache = cache;
        this.ffmpeg = ffmpeg;
        this.slots = slots;
        this.settings = settings;
        this.failures = failures;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (MDC.MDCCloseable _ = chatOnEachLine(request.getParameter("chat"))) {
            answer(request, response);
        }
    }

    /** Marks the log lines of a question that names its chat. */
    private static MDC.@Nullable MDCCloseable chatOnEachLine(@Nullable String chat) {
        return chat != null && CHAT.matcher(chat).matches() ? MDC.putCloseable(LogContext.CHAT, chat) : null;
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String activity = request.getRequestURI();
        try {
            Duration from = from(request.getParameter("from"));
            CatalogEntry track = track(request.getPathInfo());
            TrackSource source = source(track, request.getParameter("chat"));
            form.check(track, source);
            refuseUnreachable(track, from);
            try (StreamSlots.Slot slot = slots.take(track.source())) {
                serve(source, track, from, slot, response);
            }
            told.invalidate(activity);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseNowException("draining", e);
        } catch (ClientAbortException e) {
            // Skipped and stopped tracks end like this all the time.
            log.debug("Reader left: {}", activity);
        } catch (RuntimeException | Error e) {
            Failure failure = report(activity, e);
            if (response.isCommitted()) {
                throw new CloseNowException(activity, e);
            }
            Problem.of(failure).writeTo(response);
        }
    }

    /** Logs trouble that passes by itself once, however often the player asks again meanwhile. */
    private Failure report(String activity, Throwable e) {
        Failure failure = failures.classify(e);
        boolean again = failure.code() == told.asMap().put(activity, failure.code());
        return again && failure instanceof Failure.Transient
                ? failures.passOn(activity, e)
                : failures.report(activity, e);
    }

    private void serve(
            TrackSource source, CatalogEntry track, Duration from, StreamSlots.Slot slot, HttpServletResponse response)
            throws IOException, InterruptedException {
        Timer.Sample sample = slot.opening();
        try (MediaStream stream = MediaStream.open(ffmpeg, cache.open(source, track), form, track, from, settings)) {
            slot.opened(sample);
            response.setContentType(form.type());
            Failure broken = stream.copyTo(response.getOutputStream());
            if (broken != null) {
                throw broken.asException();
            }
            slot.complete();
            Duration measured = stream.measured();
            if (measured != null) {
                catalog.save(track.measured(measured));
            }
        }
    }

    private CatalogEntry track(@Nullable String path) {
        return catalog.find(path == null ? "" : path.substring(1))
                .orElseThrow(() ->
                        Failure.of(FailureCode.NOTHING_FOUND, "no such track").asException());
    }

    /** Returns the source of a track as the chat may hear it. */
    private TrackSource source(CatalogEntry track, @Nullable String chat) {
        TrackSource source = sources.get(track.source());
        if (source == null) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "this instance has no source " + track.source())
                    .asException();
        }
        try {
            return chat == null ? source : source.in(Long.parseLong(chat));
        } catch (NumberFormatException e) {
            throw Failure.of(FailureCode.BAD_INPUT, "not a chat: " + chat).causedBy(e);
        }
    }

    private static Duration from(@Nullable String parameter) {
        Duration from;
        try {
            from = parameter == null ? Duration.ZERO : Duration.parse(parameter);
        } catch (DateTimeParseException e) {
            throw badStart(parameter).causedBy(e);
        }
        if (from.isNegative()) {
            throw badStart(parameter).asException();
        }
        return from;
    }

    private static Failure badStart(@Nullable String parameter) {
        return Failure.of(FailureCode.BAD_INPUT, "from is not a duration like PT1M30S: " + parameter);
    }

    private static void refuseUnreachable(CatalogEntry track, Duration from) {
        Duration duration = track.duration();
        if (!from.isZero() && duration == null) {
            throw Failure.of(FailureCode.NOT_SEEKABLE, "a live stream").asException();
        }
        if (duration != null && from.compareTo(duration) >= 0) {
            throw Failure.of(FailureCode.SEEK_PAST_END, new Span(from) + " of " + new Span(duration))
                    .asException();
        }
    }
}
