package dev.muzon.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Troubles with MongoDB in one short line. Its driver describes the whole cluster in each, in some 600 characters. */
final class StoreTrouble {
    private static final Pattern CLUSTER = Pattern.compile("(?s).*? Client view of cluster state is (.*)");
    private static final Pattern SERVER = Pattern.compile("ServerId\\{clusterId=.*?, address=([^,}\\s]+)}");
    private static final Pattern ADDRESS = Pattern.compile("address=([^,}\\s]+)");
    private static final Pattern CAUSE = Pattern.compile("caused by \\{([^{}]*)}");

    private StoreTrouble() {}

    /** Keeps the servers and their reasons. */
    static String summary(Throwable thrown) {
        String whole = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        Matcher cluster = CLUSTER.matcher(whole);
        if (!cluster.matches()) {
            return "MongoDB: " + SERVER.matcher(whole).replaceAll("$1");
        }
        List<String> facts = new ArrayList<>();
        facts.add("MongoDB does not answer");
        for (Pattern pattern : List.of(ADDRESS, CAUSE)) {
            pattern.matcher(cluster.group(1))
                    .results()
                    .map(found -> found.group(1))
                    .distinct()
                    .forEach(facts::add);
        }
        return String.join(": ", facts);
    }
}
