package dev.muzon.protocol.setting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The names of settings that begin with {@code MUZON_}. The services' YAML files name some of them, and Spring Boot makes
 * others of the keys. All stand in a file beside this class, which a test compares with the sources.
 */
public final class KnownNames {
    public static final String PREFIX = "MUZON_";

    /** Names that no YAML file has: those of {@code ./muzon}, of the images and of the native engine. */
    private static final List<String> OF_NO_SERVICE = List.of(
            "MUZON_BACKUP_KEY",
            "MUZON_MONGO_DATA",
            "MUZON_MONGO_PORT",
            "MUZON_NTGCALLS_ADDON",
            "MUZON_NTGCALLS_BACKEND",
            "MUZON_VOICE_HEAP");

    /** The end of a name whose value is the name of a file with the setting. */
    private static final String FILE = "_FILE$";

    /** Letters that a misspelled name differs in at most, or one in so many of a long name. */
    private static final int MISSPELLED = 2;

    private static final int ONE_IN = 8;

    /** Variables of tests and measurements, which set nothing here. */
    private static final List<String> OTHERS = List.of("MUZON_TEST_", "MUZON_BENCH_");

    /** The end of a name that stands for one element of a list. */
    private static final String ELEMENT = "(?:_\\d++)++$";

    private static final KnownNames ALL = read();

    private final Set<String> named = new LinkedHashSet<>();
    private final Set<String> bound = new LinkedHashSet<>();

    private KnownNames(List<String> lines) {
        named.addAll(OF_NO_SERVICE);
        for (String line : lines) {
            if (line.startsWith(PREFIX)) {
                named.add(line);
            } else {
                String dotted = line.toUpperCase(Locale.ROOT).replace('.', '_');
                bound.add(dotted.replace("-", ""));
                bound.add(dotted.replace('-', '_'));
            }
        }
    }

    /** Returns the names that any process of Muzon reads. */
    public static KnownNames all() {
        return ALL;
    }

    private static KnownNames read() {
        try (InputStream in = KnownNames.class.getResourceAsStream("settings.txt")) {
            if (in == null) {
                throw new IllegalStateException("settings.txt is missing");
            }
            return new KnownNames(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells whether the variable sets something, or is none of Muzon's. */
    public boolean includes(String variable) {
        return !variable.startsWith(PREFIX)
                || OTHERS.stream().anyMatch(variable::startsWith)
                || named.contains(variable.replaceFirst(FILE, ""))
                || bound.contains(variable.replaceFirst(ELEMENT, ""));
    }

    /** Tells whether the YAML files name it. */
    public boolean names(String variable) {
        return named.contains(variable);
    }

    /**
     * Finds the name that a misspelled one resembles most. Letters decide, else the same parts in another order or with
     * some too many or too few.
     *
     * @param others further known names
     * @return empty when none is close enough to be meant
     */
    public Optional<String> resembling(String unknown, Stream<String> others) {
        List<String> known = Stream.of(others, named.stream(), bound.stream())
                .flatMap(names -> names)
                .distinct()
                .toList();
        Comparator<String> nearest = Comparator.comparingInt(name -> Spelling.distance(name, unknown));
        return misspelled(unknown, known.stream())
                .or(() -> known.stream()
                        .filter(name -> haveTheSameParts(name, unknown) || name.startsWith(unknown + "_"))
                        .min(nearest));
    }

    /** Finds the known name that differs from an unknown one in the fewest letters, none where too many differ. */
    public static Optional<String> misspelled(String unknown, Stream<String> known) {
        return known.filter(name -> Spelling.distance(name, unknown) <= tolerance(name))
                .min(Comparator.comparingInt(name -> Spelling.distance(name, unknown)));
    }

    private static int tolerance(String name) {
        return Math.min(Math.max(MISSPELLED, name.length() / ONE_IN), name.length() / 3);
    }

    private static boolean haveTheSameParts(String name, String unknown) {
        Set<String> ours = parts(name);
        Set<String> theirs = parts(unknown);
        Set<String> common = new TreeSet<>(ours);
        common.retainAll(theirs);
        return common.size() >= 2 && (common.size() == ours.size() || common.size() == theirs.size());
    }

    /** Returns the parts of a name behind the prefix, none for a name of elsewhere. */
    private static Set<String> parts(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith(PREFIX)
                ? Set.of(new TreeSet<>(List.of(upper.substring(PREFIX.length()).split("_"))).toArray(String[]::new))
                : Set.of();
    }
}
