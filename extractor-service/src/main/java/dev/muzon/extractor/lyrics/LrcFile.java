package dev.muzon.extractor.lyrics;

import dev.muzon.protocol.rest.LyricsView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lyrics with times: lines such as {@code [01:23.45] text}. A line may have several times. */
final class LrcFile {
    private static final Pattern TIME = Pattern.compile("\\[(\\d{1,3}):(\\d{1,2})(?:[.:](\\d{1,3}))?]");
    private static final Pattern OFFSET = Pattern.compile("\\[offset:\\s*([+-]?\\d{1,7})\\s*]");

    private LrcFile() {}

    /** Returns the lines that have a time, in the order in which they are sung. */
    static List<LyricsView.Line> lines(String file) {
        Matcher moved = OFFSET.matcher(file);
        // After the format a positive one makes the words appear sooner.
        Duration sooner = Duration.ofMillis(moved.find() ? Long.parseLong(moved.group(1)) : 0);
        var lines = new ArrayList<LyricsView.Line>();
        for (String line : (Iterable<String>) file.lines().limit(LyricsView.MAX_LINES)::iterator) {
            Matcher time = TIME.matcher(line);
            var times = new ArrayList<Duration>();
            int end = 0;
            while (time.find() && line.substring(end, time.start()).isBlank()) {
                times.add(at(time).minus(sooner));
                end = time.end();
            }
            String text = line.substring(end);
            times.forEach(at -> lines.add(new LyricsView.Line(at.isNegative() ? Duration.ZERO : at, text)));
        }
        lines.sort(Comparator.comparing(LyricsView.Line::at));
        return lines.stream().limit(LyricsView.MAX_LINES).toList();
    }

    /** Returns the lines without their times. */
    static String text(List<LyricsView.Line> lines) {
        return lines.stream().map(LyricsView.Line::text).collect(Collectors.joining("\n"));
    }

    private static Duration at(Matcher time) {
        String fraction = time.group(3) == null ? "0" : time.group(3);
        return Duration.ofMinutes(Long.parseLong(time.group(1)))
                .plusSeconds(Long.parseLong(time.group(2)))
                .plusMillis(Math.round(Double.parseDouble("0." + fraction) * 1000));
    }
}
