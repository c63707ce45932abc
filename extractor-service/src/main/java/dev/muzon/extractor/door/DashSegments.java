package dev.muzon.extractor.door;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The segments of one representation in a DASH manifest.
 *
 * @param initialization goes before each of them, null when they need none
 */
record DashSegments(@Nullable Part initialization, List<Part> parts) {
    /** Segments of a live stream without a list of them. A player begins some before the latest. */
    private static final int LIVE_WINDOW = 8;

    private static final Pattern PLACE =
            Pattern.compile("\\$(RepresentationID|Number|Bandwidth|Time)?(%0(\\d{1,2})d)?\\$");

    /**
     * A part of the sound.
     *
     * @param reference its address, relative to that of the representation
     * @param range in the words of HLS, null for the whole
     * @param number in its period
     * @param isNumbered whether the number stays when earlier segments are dropped
     */
    record Part(String reference, @Nullable String range, double seconds, long number, boolean isNumbered) {}

    private record Span(long start, long length) {}

    /** Returns the innermost element that describes segments, null when there are none. */
    static @Nullable DashElement descriptionIn(List<DashElement> around) {
        for (DashElement element : around.reversed()) {
            for (String name : List.of("SegmentTemplate", "SegmentList")) {
                DashElement found = element.child(name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /**
     * Lists the segments of a representation.
     *
     * @param around the elements around it and itself, from the outside in
     * @param length of its period
     * @param offered for how long a live period has been offered, null when it is not live
     */
    static DashSegments of(List<DashElement> around, Duration length, @Nullable Duration offered, int most) {
        DashElement description = descriptionIn(around);
        if (description == null) {
            return new DashSegments(null, List.of(new Part("", null, seconds(length), 0, true)));
        }
        boolean isList = "SegmentList".equals(description.element().getLocalName());
        String name = isList ? "SegmentList" : "SegmentTemplate";
        List<DashElement> descriptions = around.reversed().stream()
                .flatMap(element -> element.children(name).stream())
                .toList();
        return isList ? listed(descriptions, length) : templated(descriptions, around.getLast(), length, offered, most);
    }

    private static double seconds(Duration duration) {
        return duration.toSeconds() + duration.toNanosPart() / 1e9;
    }

    /** Returns an attribute of the innermost description that has it. */
    private static long number(List<DashElement> descriptions, String name, long otherwise) {
        return descriptions.stream()
                .filter(description -> !description.attribute(name).isEmpty())
                .findFirst()
                .map(description -> description.number(name, otherwise))
                .orElse(otherwise);
    }

    private static String attribute(List<DashElement> descriptions, String name) {
        return descriptions.stream()
                .map(description -> description.attribute(name))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static DashSegments listed(List<DashElement> descriptions, Duration length) {
        DashElement list = descriptions.getFirst();
        double scale = Math.max(1, number(descriptions, "timescale", 1));
        DashElement start = list.child("Initialization");
        List<DashElement> urls = list.children("SegmentURL");
        double each = number(descriptions, "duration", 0) / scale;
        List<Part> parts = new ArrayList<>();
        for (DashElement url : urls) {
            parts.add(new Part(
                    url.attribute("media"),
                    range(url.attribute("mediaRange")),
                    each > 0 ? each : seconds(length) / urls.size(),
                    parts.size(),
                    false));
        }
        return new DashSegments(
                start == null
                        ? null
                        : new Part(start.attribute("sourceURL"), range(start.attribute("range")), 0, 0, true),
                parts);
    }

    /** Returns "length@offset" for "first-last". */
    private static @Nullable String range(String written) {
        Matcher range = Pattern.compile("(\\d{1,15})-(\\d{1,15})").matcher(written);
        return range.matches()
                ? (Long.parseLong(range.group(2)) - Long.parseLong(range.group(1)) + 1) + "@" + range.group(1)
                : null;
    }

    private static DashSegments templated(
            List<DashElement> descriptions,
            DashElement representation,
            Duration length,
            @Nullable Duration offered,
            int most) {
        String media = attribute(descriptions, "media");
        String start = attribute(descriptions, "initialization");
        long scale = Math.max(1, number(descriptions, "timescale", 1));
        long first = number(descriptions, "startNumber", 1);
        long each = number(descriptions, "duration", 0);
        DashElement timeline = descriptions.stream()
                .map(description -> description.child("SegmentTimeline"))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
        List<Part> parts = new ArrayList<>();
        if (timeline != null) {
            for (Span span : spans(timeline, (long) (seconds(length) * scale), most)) {
                long number = first + parts.size();
                String reference = filled(media, representation, number, span.start());
                parts.add(new Part(reference, null, (double) span.length() / scale, number, false));
            }
        } else if (each > 0) {
            double seconds = (double) each / scale;
            long all = offered == null
                    ? (long) Math.ceil(seconds(length) / seconds - 1e-6)
                    : (long) Math.floor(seconds(offered) / seconds);
            long from = offered == null ? 0 : Math.max(0, all - LIVE_WINDOW);
            if (all - from > most) {
                throw DashElement.refused("a manifest of more than " + most + " segments");
            }
            for (long i = from; i < all; i++) {
                double rest = offered == null ? Math.min(seconds, seconds(length) - i * seconds) : seconds;
                parts.add(new Part(filled(media, representation, first + i, i * each), null, rest, first + i, true));
            }
        }
        return new DashSegments(
                start.isEmpty() ? null : new Part(filled(start, representation, 0, 0), null, 0, 0, true), parts);
    }

    private static List<Span> spans(DashElement timeline, long end, int most) {
        List<Span> spans = new ArrayList<>();
        List<DashElement> runs = timeline.children("S");
        long at = 0;
        for (int i = 0; i < runs.size(); i++) {
            DashElement run = runs.get(i);
            at = run.number("t", at);
            long each = Math.max(1, run.number("d", 0));
            // Less than 0 repeats until the next run, or the end of the period.
            boolean untilNext = run.attribute("r").startsWith("-");
            long next = i + 1 < runs.size() ? runs.get(i + 1).number("t", end) : end;
            long times = untilNext ? Math.ceilDiv(Math.max(0, next - at), each) : run.number("r", 0) + 1;
            if (times > most - spans.size()) {
                throw DashElement.refused("a manifest of more than " + most + " segments");
            }
            for (long repeated = 0; repeated < times; repeated++, at += each) {
                spans.add(new Span(at, each));
            }
        }
        return spans;
    }

    private static String filled(String template, DashElement representation, long number, long time) {
        Map<String, String> values = Map.of(
                "RepresentationID",
                representation.attribute("id"),
                "Bandwidth",
                representation.attribute("bandwidth"),
                "Number",
                Long.toString(number),
                "Time",
                Long.toString(time));
        return PLACE.matcher(template).replaceAll(place -> {
            String value = place.group(1) == null ? "$" : values.getOrDefault(place.group(1), "");
            int width = place.group(3) == null ? 0 : Integer.parseInt(place.group(3));
            return Matcher.quoteReplacement("0".repeat(Math.max(0, width - value.length())) + value);
        });
    }
}
