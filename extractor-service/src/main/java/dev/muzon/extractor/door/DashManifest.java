package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A DASH manifest, of which the best sound is told as an HLS playlist. So ffmpeg reads one kind of list, and every
 * address in it is the door's.
 *
 * @see <a href="https://www.iso.org/standard/83314.html">ISO/IEC 23009-1</a>
 */
final class DashManifest {
    private static final Pattern BEGINNING = Pattern.compile("(?s)\\uFEFF?\\s*(<\\?xml.{0,400}?)?<(\\w+:)?MPD[\\s>].*");
    private static final int MOST_PERIODS = 200;

    /** Sound that ffmpeg cannot decode. */
    private static final Pattern UNKNOWN_CODEC = Pattern.compile("(?i)(ac-4|mha|mhm|dts[ehlx]).*");

    private final DashElement root;
    private final HttpLink base;

    private DashManifest(DashElement root, HttpLink base) {
        this.root = root;
        this.base = base;
    }

    /** Sound as one period offers it, with the elements around it from the outside in. */
    private record Sound(List<DashElement> around, Duration length, Duration start) {
        DashElement representation() {
            return around.getLast();
        }

        /** Returns an attribute of the innermost element that has it. */
        String attribute(String name) {
            return around.reversed().stream()
                    .map(element -> element.attribute(name))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse("");
        }

        boolean isSound() {
            String type = attribute("mimeType") + " " + attribute("contentType");
            return type.contains("audio")
                    && !UNKNOWN_CODEC.matcher(attribute("codecs")).matches();
        }

        /** Returns whether pictures come with the sound. */
        boolean isMixed() {
            return attribute("mimeType").startsWith("video")
                    && attribute("codecs").contains("mp4a");
        }

        boolean isProtected() {
            return around.stream().anyMatch(element -> element.child("ContentProtection") != null);
        }

        long bandwidth() {
            return representation().number("bandwidth", 0);
        }

        HttpLink base(HttpLink manifest) {
            HttpLink link = manifest;
            for (DashElement element : around) {
                DashElement written = element.child("BaseURL");
                link = written == null ? link : resolved(link, written.text());
            }
            return link;
        }
    }

    /** Returns whether bytes begin like a manifest. */
    static boolean beginsIn(String start) {
        return BEGINNING.matcher(start).matches();
    }

    /**
     * Reads a manifest.
     *
     * @param base where it was found: its addresses are relative to this
     * @throws FailureException {@code list.unsupported} when it cannot be read
     */
    static DashManifest read(String text, HttpLink base) {
        return new DashManifest(DashElement.read(text), base);
    }

    private boolean isLive() {
        return root.attribute("type").equals("dynamic");
    }

    /** Returns the file that is all of the sound, null when it comes in segments. */
    @Nullable HttpLink file() {
        List<Sound> sounds = sounds();
        Sound sound = sounds.getFirst();
        return sounds.size() == 1 && !isLive() && DashSegments.descriptionIn(sound.around()) == null
                ? sound.base(base)
                : null;
    }

    /**
     * Tells the sound as an HLS playlist.
     *
     * @param now at the server, null when that is unknown
     * @param sequence of the segments of a live stream, kept from one reading to the next
     * @throws FailureException {@code track.not-audio} where no sound is offered, {@code web.drm} where it is protected
     */
    String asHls(@Nullable Instant now, DashSequence sequence, HlsPlaylist.Addresses addresses) {
        var body = new StringBuilder();
        double longest = 1;
        long first = -1;
        int found = 0;
        for (Sound sound : sounds()) {
            var segments = DashSegments.of(
                    sound.around(),
                    sound.length(),
                    isLive() ? sinceStart(sound, now) : null,
                    HlsPlaylist.MOST_ADDRESSES);
            String ending = sound.attribute("mimeType").endsWith("webm") ? "mkv" : "m4s";
            HttpLink from = sound.base(base);
            body.append(body.isEmpty() ? "" : "#EXT-X-DISCONTINUITY\n");
            DashSegments.Part start = segments.initialization();
            if (start != null) {
                String range = start.range() == null ? "" : ",BYTERANGE=\"" + start.range() + "\"";
                body.append("#EXT-X-MAP:URI=\"" + address(from, start.reference(), ending, addresses) + "\"" + range)
                        .append('\n');
            }
            for (DashSegments.Part part : segments.parts()) {
                body.append(String.format(Locale.ROOT, "#EXTINF:%.6f,\n", part.seconds()));
                body.append(part.range() == null ? "" : "#EXT-X-BYTERANGE:" + part.range() + "\n");
                body.append(address(from, part.reference(), ending, addresses)).append('\n');
                longest = Math.max(longest, part.seconds());
            }
            if (first < 0) {
                first = isLive() ? sequence.of(segments.parts()) : 0;
            }
            found += segments.parts().size();
            if (found > HlsPlaylist.MOST_ADDRESSES) {
                throw DashElement.refused("a manifest of more than " + HlsPlaylist.MOST_ADDRESSES + " segments");
            }
        }
        return "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:" + (long) Math.ceil(longest)
                + "\n#EXT-X-MEDIA-SEQUENCE:" + first + "\n" + body + (isLive() ? "" : "#EXT-X-ENDLIST\n");
    }

    private static String address(HttpLink from, String reference, String ending, HlsPlaylist.Addresses addresses) {
        return addresses.of(resolved(from, reference), HlsPlaylist.Target.BYTES, ending);
    }

    private static HttpLink resolved(HttpLink base, String written) {
        try {
            return base.resolve(written.strip());
        } catch (FailureException e) {
            throw Failure.of(
                            FailureCode.LIST_UNSUPPORTED,
                            "a manifest with an address that nothing opens: "
                                    + e.failure().detail())
                    .causedBy(e);
        }
    }

    /** Returns for how long a live period has been offered. */
    private Duration sinceStart(Sound sound, @Nullable Instant now) {
        try {
            return now == null
                    ? Duration.ZERO
                    : Duration.between(Instant.parse(root.attribute("availabilityStartTime")), now)
                            .minus(sound.start());
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    /** Returns the best sound of each period. */
    private List<Sound> sounds() {
        List<DashElement> periods = root.children("Period");
        List<Sound> sounds = new ArrayList<>();
        Duration start = Duration.ZERO;
        for (DashElement period : periods.subList(0, Math.min(periods.size(), MOST_PERIODS))) {
            start = period.attribute("start").isEmpty() ? start : period.duration("start");
            Duration length = period.attribute("duration").isEmpty()
                    ? root.duration("mediaPresentationDuration").minus(start)
                    : period.duration("duration");
            Sound best = best(period, length, start);
            if (best != null) {
                sounds.add(best);
            }
            start = start.plus(length);
        }
        if (sounds.isEmpty()) {
            throw Failure.of(FailureCode.NOT_AUDIO, "a manifest without sound").asException();
        }
        if (sounds.stream().anyMatch(Sound::isProtected)) {
            throw Failure.of(FailureCode.WEB_DRM, "a manifest of protected sound")
                    .asException();
        }
        return sounds;
    }

    /** Chooses the most bits of sound alone, in MP4 where there is a choice, else the fewest with pictures. */
    private @Nullable Sound best(DashElement period, Duration length, Duration start) {
        List<Sound> all = period.children("AdaptationSet").stream()
                .flatMap(set -> set.children("Representation").stream()
                        .map(representation -> new Sound(List.of(root, period, set, representation), length, start)))
                .toList();
        return all.stream()
                .filter(Sound::isSound)
                .max(Comparator.<Sound, Boolean>comparing(sound -> !sound.isProtected())
                        .thenComparing(sound -> !sound.attribute("mimeType").endsWith("webm"))
                        .thenComparingLong(Sound::bandwidth))
                .or(() -> all.stream().filter(Sound::isMixed).min(Comparator.comparingLong(Sound::bandwidth)))
                .orElse(null);
    }
}
