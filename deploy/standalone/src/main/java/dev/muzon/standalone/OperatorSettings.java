package dev.muzon.standalone;

import dev.muzon.standalone.suite.DotEnv;
import dev.muzon.standalone.suite.ProcessSettings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The settings of a run against Telegram.
 *
 * @param file where the operator writes them
 * @param configured those of the file
 * @param all those of the environment and the file, which wins
 */
record OperatorSettings(Path file, DotEnv configured, Map<String, String> all) {
    private static final List<String> REQUIRED = List.of("BOT_TOKEN", "API_ID", "API_HASH");

    static OperatorSettings of(Map<String, String> environment, EnvOption env) throws RefusedException {
        DotEnv configured = env.read();
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(configured.settings());
        return new OperatorSettings(env.file(), configured, all);
    }

    /** Returns the names that must have a value and have none. */
    List<String> missing() {
        return REQUIRED.stream()
                .filter(name -> all.getOrDefault(name, "").isBlank())
                .toList();
    }

    /** Says which lines of the file hold something else than a setting, and which names it sets more than once. */
    Stream<String> complaints() {
        return configured.complaints(file);
    }

    /** Says of each name that has no effect, which one may be meant. */
    Stream<String> unknown() {
        return Stream.concat(
                ProcessSettings.unknown(configured.settings().keySet()).stream().map(name -> without(name, "")),
                unknownIn(environmentNames()));
    }

    /** Says the same of an environment, which holds other programs' names too. */
    static Stream<String> unknownIn(Collection<String> environment) {
        return ProcessSettings.unknownOfMuzon(environment).stream().map(name -> without(name, " in the environment"));
    }

    private Set<String> environmentNames() {
        var names = new TreeSet<>(all.keySet());
        names.removeAll(configured.settings().keySet());
        return names;
    }

    private static String without(String name, String place) {
        return name + place + " has no effect: no process knows it."
                + ProcessSettings.resembling(name)
                        .map(known -> " Did you mean " + known + "?")
                        .orElse(" docs/configuration.md lists all names.");
    }

    /** Says where a setting is corrected. */
    String place(String name) {
        boolean inherited = all.containsKey(name) && !configured.settings().containsKey(name);
        return inherited ? name + " in the environment" : name + " in " + file;
    }

    /** Hides the values, which may be secrets. */
    @Override
    public String toString() {
        return "OperatorSettings" + all.keySet();
    }
}
