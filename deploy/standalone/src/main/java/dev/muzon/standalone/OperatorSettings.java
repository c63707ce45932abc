package dev.muzon.standalone;

import dev.muzon.standalone.suite.DotEnv;
import dev.muzon.standalone.suite.ProcessSettings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    /** The settings that have no default, and where their values come from. */
    private static final Map<String, String> REQUIRED = new TreeMap<>(
            Map.of("BOT_TOKEN", "@BotFather", "API_ID", "my.telegram.org", "API_HASH", "my.telegram.org"));

    static OperatorSettings of(Map<String, String> environment, EnvOption env) throws RefusedException {
        DotEnv configured = env.read();
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(configured.settings());
        return new OperatorSettings(env.file(), configured, all);
    }

    /** Returns the names that must have a value and have none. */
    List<String> missing() {
        return REQUIRED.keySet().stream()
                .filter(name -> all.getOrDefault(name, "").isBlank())
                .toList();
    }

    /** Returns the names that must have a value and have none, as problems. */
    Stream<Problem> unset() {
        return missing().stream()
                .map(name -> new Problem(
                        name + " is not set", "get it from " + REQUIRED.get(name) + " and set " + place(name)));
    }

    /** Returns the problems of the lines of the file: unreadable ones, repeated names, misspelled names. */
    Stream<Problem> written() {
        return Stream.concat(
                configured.complaints(file).map(complaint -> new Problem(complaint, "correct or delete what is there")),
                unknownInFile()
                        .flatMap(name -> ProcessSettings.resembling(name).stream()
                                .map(known -> new Problem(
                                        without(name, ""), "write " + known + " if that is meant, else delete it"))));
    }

    /** Says which further names of the file and of the environment have no effect. */
    Stream<String> unknown() {
        return Stream.concat(
                unknownInFile()
                        .filter(name -> ProcessSettings.resembling(name).isEmpty())
                        .map(name -> without(name, "") + meant(name)),
                unknownIn(environmentNames()));
    }

    /** Says the same of an environment, which holds other programs' names too. */
    static Stream<String> unknownIn(Collection<String> environment) {
        return ProcessSettings.unknownOfMuzon(environment).stream()
                .map(name -> without(name, " in the environment") + meant(name));
    }

    private Stream<String> unknownInFile() {
        return ProcessSettings.unknown(configured.settings().keySet()).stream();
    }

    private Set<String> environmentNames() {
        var names = new TreeSet<>(all.keySet());
        names.removeAll(configured.settings().keySet());
        return names;
    }

    private static String without(String name, String place) {
        return name + place + " has no effect: no process knows it";
    }

    private static String meant(String name) {
        return ProcessSettings.resembling(name)
                .map(known -> ". Did you mean " + known + "?")
                .orElse(". docs/configuration.md lists all names.");
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
