package dev.muzon.extractor.source.ytdlp;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.MediaLink;
import dev.muzon.extractor.door.Way;
import dev.muzon.extractor.source.CanonicalLink;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.PageSites;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source of pages of YouTube and other sites, and of YouTube's search. */
final class YtDlpSource implements SongSearch, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(YtDlpSource.class);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(8);

    /** Sites make people watch something first. Longer waits than this are a refusal. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    /** A found track is not asked about so shortly before its server gives it. */
    private static final Duration PROBED_WITHIN = Duration.ofSeconds(1);

    /** The sound of a page never changes: another upload has another page. */
    private static final Duration FRESH = Duration.ofDays(365);

    private static final int CANDIDATES = 5;
    private static final int ATTEMPTS = 3;

    /** Sites whose sound is copy-protected. Their names are found elsewhere. */
    private static final Set<String> NOT_OURS = Set.of(
            "Spotify", "Deezer", "Apple Music", "Tidal", "Amazon Music", "Yandex Music", "Zvuk", "Shazam", "Telegram");

    private final YtDlpProperties settings;
    private final PageReader pages;
    private final Door door;
    private final Ffprobe ffprobe;
    private final Clock clock;
    private final Semaphore listings;

    YtDlpSource(YtDlpProperties settings, PageReader pages, Door door, Ffprobe ffprobe, Clock clock) {
        this.settings = settings;
        this.pages = pages;
        this.door = door;
        this.ffprobe = ffprobe;
        this.clock = clock;
        this.listings = new Semaphore(Math.max(1, settings.parallel() / 2));
    }

    @Override
    public String name() {
        return "web";
    }

    @Override
    public SourceView view() {
        String off = pages.off();
        return new SourceView(
                        name(),
                        off == null ? List.of(SourceView.Kind.WORDS, SourceView.Kind.PAGES) : List.of(),
                        null,
                        off)
                .with(pages.accounts());
    }

    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public boolean answers(TrackQuery query) {
        if (pages.off() != null) {
            return false;
        }
        return switch (query) {
            case TrackQuery.Text text -> !text.text().isBlank();
            case TrackQuery.Link link ->
                PageSites.of(link).map(site -> !NOT_OURS.contains(site)).orElseGet(() -> knows(link));
            default -> false;
        };
    }

    private boolean knows(TrackQuery.Link link) {
        try {
            return pages.knows(HttpLink.parse(link.url()).host());
        } catch (FailureException e) {
            return false;
        }
    }

    @Override
    public String blames(TrackQuery query) {
        return query instanceof TrackQuery.Link(String url)
                ? "web " + HttpLink.parse(url).host()
                : "web search";
    }

    @Override
    public Duration freshFor() {
        return FRESH;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        return switch (query) {
            case TrackQuery.Text(String words) -> List.of(search(words));
            case TrackQuery.Link(String url) -> behind(PageTracks.address(url));
            default -> throw new IllegalArgumentException("neither words nor a link: " + query);
        };
    }

    private List<FoundTrack> behind(String address) throws InterruptedException {
        YtDlpAnswer answer = pages.read(YtDlpQuestion.link(address, settings.playlistLimit()), settings.pageLimit());
        if (answer.track() != null) {
            return List.of(found(answer.track()));
        }
        List<FoundTrack> entries = Objects.requireNonNullElse(answer.entries(), List.<YtDlpAnswer.Page>of()).stream()
                .filter(PageTracks::isPlayable)
                .map(PageTracks::unread)
                .toList();
        if (entries.isEmpty()) {
            throw Failure.of(FailureCode.NOTHING_FOUND, "a list without a track")
                    .asException();
        }
        return entries;
    }

    private FoundTrack search(String words) throws InterruptedException {
        List<YtDlpAnswer.Page> candidates =
                candidates(words, CANDIDATES).stream().limit(ATTEMPTS).toList();
        @Nullable FailureException last = null;
        for (YtDlpAnswer.Page candidate : candidates) {
            try {
                return behind(PageTracks.address(String.valueOf(candidate.page())))
                        .getFirst();
            } catch (FailureException e) {
                log.info("Candidate {} left out: {}", candidate.id(), e.getMessage());
                last = e;
            }
        }
        throw last != null
                ? last
                : Failure.of(FailureCode.NOTHING_FOUND, "YouTube has nothing like this")
                        .asException();
    }

    private List<YtDlpAnswer.Page> candidates(String words, int count) throws InterruptedException {
        return tracks(pages.read(YtDlpQuestion.search(words, count), settings.pageLimit()));
    }

    /** Returns the entries of a list that play and end. */
    private static List<YtDlpAnswer.Page> tracks(YtDlpAnswer answer) {
        return Objects.requireNonNullElse(answer.entries(), List.<YtDlpAnswer.Page>of()).stream()
                .filter(PageTracks::isPlayable)
                .filter(page -> page.duration() != null)
                .toList();
    }

    /** Leaves half of the places to requests for music. A worker that does not run is started, but not waited for. */
    @Override
    public List<FoundTrack> list(String words, int limit) throws InterruptedException {
        return listed(() -> candidates(words, limit));
    }

    @Override
    public List<FoundTrack> related(Track after, String reference, int limit) throws InterruptedException {
        String video = CanonicalLink.youTubeVideo(after.link());
        if (video == null || pages.off() != null) {
            return List.of();
        }
        return listed(() -> tracks(pages.read(YtDlpQuestion.mix(video, limit), settings.pageLimit())));
    }

    /** A question whose answer is a list. */
    private interface Listing {
        List<YtDlpAnswer.Page> ask() throws InterruptedException;
    }

    private List<FoundTrack> listed(Listing listing) throws InterruptedException {
        if (!pages.isWarm()) {
            Thread.ofVirtual().name("ytdlp-start").start(pages::warmUp);
            throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, "the worker is starting")
                    .asException();
        }
        if (!listings.tryAcquire()) {
            throw Failure.of(FailureCode.SOURCE_BUSY, "other searches use every place")
                    .asException();
        }
        try {
            return listing.ask().stream().map(PageTracks::unread).toList();
        } finally {
            listings.release();
        }
    }

    @Override
    public FoundTrack find(FoundTrack listed) throws InterruptedException {
        return behind(PageTracks.address(listed.reference())).getFirst();
    }

    @Override
    public boolean knowsIsrc() {
        return true;
    }

    @Override
    public boolean isOwn() {
        return false;
    }

    @Override
    public List<Hit> songs(String words, int most) throws InterruptedException {
        return candidates(words, most).stream()
                .filter(page -> !page.isLive())
                .map(page -> new Hit(PageTracks.unread(page), page.views()))
                .toList();
    }

    private FoundTrack found(YtDlpAnswer.Page page) throws InterruptedException {
        if (waitFor(page).compareTo(PROBED_WITHIN) > 0) {
            return PageTracks.unread(page);
        }
        // A site's word is not enough: only the file has the exact length, and some files hold no sound.
        try (DoorInput input = open(page, PROBE_LIMIT)) {
            MediaInfo media;
            try {
                media = ffprobe.probe(input.options(), input.location(), input.reach(), PROBE_LIMIT);
            } catch (FailureException e) {
                Failure atTheDoor = input.failure();
                throw atTheDoor == null ? e : atTheDoor.causedBy(e);
            }
            return PageTracks.track(page, media);
        }
    }

    @Override
    public MediaInput open(String reference) throws InterruptedException {
        YtDlpAnswer.Page page = page(PageTracks.address(reference));
        Duration wait = waitFor(page);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, "the site gives the sound only in " + wait)
                    .asException();
        }
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
        return open(page, PROBE_LIMIT);
    }

    private YtDlpAnswer.Page page(String address) throws InterruptedException {
        YtDlpAnswer.Page page =
                pages.read(YtDlpQuestion.link(address, 1), settings.pageLimit()).track();
        if (page == null) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "a list and no longer a track")
                    .asException();
        }
        return page;
    }

    private Duration waitFor(YtDlpAnswer.Page page) {
        Double from = page.availableAt();
        return from == null
                ? Duration.ZERO
                : Duration.between(clock.instant(), Instant.ofEpochMilli(Math.round(from * 1000)));
    }

    private DoorInput open(YtDlpAnswer.Page page, Duration limit) throws InterruptedException {
        Way way = door.openMedia(PageTracks.sound(page), () -> renewed(page), limit);
        return DoorInput.playing(way);
    }

    private MediaLink renewed(YtDlpAnswer.Page page) throws InterruptedException {
        pages.forget(String.valueOf(page.page()));
        return PageTracks.sound(page(PageTracks.address(String.valueOf(page.page()))));
    }

    @Override
    public void close() {
        pages.close();
    }
}
