package dev.muzon.e2e.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The meters of the four services, as Prometheus reads them.
 *
 * @param names of all series
 */
public record Meters(Set<String> names) {
    private static final List<Integer> PORTS = List.of(8081, 8082, 8083, 8084);
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-z_0-9]+)[{ ]");

    /** The names that Prometheus makes of one timer. */
    private static final List<String> ENDINGS = List.of("", "_count", "_sum", "_max", "_bucket");

    /** Reads them. */
    public static Meters of(RunningSuite suite) throws IOException, InterruptedException {
        var names = new TreeSet<String>();
        for (String page : pages(suite)) {
            SERIES.matcher(page)
                    .results()
                    .map((MatchResult line) -> line.group(1))
                    .forEach(names::add);
        }
        return new Meters(names);
    }

    /** Returns the page of each service. */
    public static List<String> pages(RunningSuite suite) throws IOException, InterruptedException {
        var pages = new ArrayList<String>();
        for (int port : PORTS) {
            pages.add(suite.inside("curl", "-s", "http://127.0.0.1:" + port + "/actuator/prometheus"));
        }
        return pages;
    }

    /** Returns the sum of a meter's series in all services, 0 when there is none. */
    public static double sum(RunningSuite suite, String name) throws IOException, InterruptedException {
        return Pattern.compile("(?m)^" + name + "(?:\\{.*})? (\\S+)$")
                .matcher(String.join("\n", pages(suite)))
                .results()
                .mapToDouble(series -> Double.parseDouble(series.group(1)))
                .sum();
    }

    /** Tells whether there is a meter of this name. */
    public boolean have(String name) {
        return ENDINGS.stream().anyMatch(ending -> names.contains(name + ending));
    }
}
