package dev.muzon.standalone.suite;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of voice-call-service, which grows with its calls. */
public final class VoiceHeap {
    public static final String SETTING = "MUZON_VOICE_HEAP";

    /** A value for a hundred calls. */
    public static final String EXAMPLE = SETTING + "=400m";

    /** A size as Java reads it. */
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([kmgt]?)");

    private static final double LEAST = size(64, "m");
    private static final double MOST = size(1024, "g");

    private VoiceHeap() {}

    /** Returns the option of the JVM, none where the setting is not made. */
    static List<String> option(Map<String, String> settings) {
        String heap = settings.getOrDefault(SETTING, "");
        return heap.isBlank() ? List.of() : List.of("-Xmx" + heap);
    }

    /** Says what is wrong with the setting: a JVM would end at once, at each start. */
    public static Optional<String> problem(Map<String, String> settings) {
        String heap = settings.getOrDefault(SETTING, "");
        return heap.isBlank() || isRight(heap)
                ? Optional.empty()
                : Optional.of("%s must be a size from 64m to 1024g, and is \"%s\"".formatted(SETTING, heap));
    }

    private static boolean isRight(String heap) {
        Matcher size = SIZE.matcher(heap.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return false;
        }
        double bytes = size(Long.parseLong(size.group(1)), size.group(2));
        return bytes >= LEAST && bytes <= MOST;
    }

    private static double size(long number, String unit) {
        return number * Math.pow(1024, unit.isEmpty() ? 0 : 1 + "kmgt".indexOf(unit));
    }
}
