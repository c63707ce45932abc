package dev.muzon.standalone;

import dev.muzon.protocol.setting.ForeignNames;
import dev.muzon.protocol.setting.SettingFile;
import dev.muzon.standalone.backup.BackupKey;
import dev.muzon.standalone.suite.DotEnv;
import dev.muzon.standalone.suite.ProcessSettings;
import dev.muzon.standalone.suite.SettingsCheck;
import dev.muzon.standalone.suite.Suite;
import dev.muzon.standalone.suite.VoiceHeap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The settings of a run against Telegram.
 *
 * @param file where the operator writes them
 * @param configured those of the file
 * @param all those of the environment and the file, which wins. What stands in separate files has been read
 * @param files what those files hold
 */
record OperatorSettings(
        Path file, DotEnv configured, Map<String, String> all, Map<SettingFile, SettingFile.Content> files) {
    /** The settings that have no default, and where their values come from. */
    private static final Map<String, String> REQUIRED = new TreeMap<>(
            Map.of("BOT_TOKEN", "@BotFather", "API_ID", "my.telegram.org", "API_HASH", "my.telegram.org"));

    /** The settings of one port that all four services would take. */
    private static final List<String> ONE_PORT =
            List.of("MUZON_MANAGEMENT_PORT", "MANAGEMENT_SERVER_PORT", "SERVER_PORT");

    private static final String ADDRESS = "SERVER_ADDRESS";

    private static final String LIBRARY = "MUZON_LIBRARY_DIR";

    /** The settings that name folders. The services do not run where the operator stands. */
    private static final List<String> FOLDERS = List.of(LIBRARY, "MUZON_NOTES_MODELS", "MUZON_NOTES_SPEECH");

    static OperatorSettings of(Map<String, String> environment, EnvOption env) throws RefusedException {
        DotEnv configured = env.read();
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(configured.settings());
        Map<SettingFile, SettingFile.Content> files = new LinkedHashMap<>();
        SettingFile.in(all, ProcessSettings::mayStandInFile).forEach(secret -> files.put(secret, secret.read()));
        files.forEach((secret, content) -> {
            all.remove(secret.variable());
            all.merge(secret.setting(), content.value(), (written, read) -> written.isBlank() ? read : written);
        });
        return new OperatorSettings(env.file(), configured, all, files);
    }

    private List<String> missing() {
        return REQUIRED.keySet().stream()
                .filter(name -> all.getOrDefault(name, "").isBlank())
                .filter(name -> files.keySet().stream()
                        .noneMatch(secret -> secret.setting().equals(name)))
                .toList();
    }

    /** Returns what is wrong without a look into the services. */
    Stream<Problem> problems() {
        return Stream.of(
                        written(),
                        unreadable(),
                        unset(),
                        folders(),
                        music(),
                        backupKey(),
                        voiceHeap(),
                        ports(),
                        address())
                .flatMap(problems -> problems);
    }

    /** Returns all that is wrong. What the services find too is told once. */
    List<Problem> problems(SettingsCheck services) throws IOException, InterruptedException {
        List<Problem> own = problems().toList();
        Stream<Problem> told = told(services.problems())
                .filter(problem ->
                        own.stream().noneMatch(known -> !known.name().isEmpty() && problem.concerns(known.name())));
        return Stream.concat(own.stream(), told).toList();
    }

    /** Reads the problems in the words of the services. */
    Stream<Problem> told(List<String> problems) {
        return problems.stream().map(words -> Problem.told(words, file.toString()));
    }

    private Stream<Problem> folders() {
        return FOLDERS.stream()
                .filter(name -> isRelative(all.getOrDefault(name, "")))
                .map(name -> new Problem(
                        name,
                        "%s is \"%s\", which is not a whole path".formatted(name, all.get(name)),
                        "write "
                                + Muzon.calledFrom()
                                        .resolve(all.getOrDefault(name, ""))
                                        .normalize() + " if that is meant, and correct " + place(name)));
    }

    private static boolean isRelative(String folder) {
        return !folder.isBlank() && !Path.of(folder).isAbsolute();
    }

    /**
     * Returns these settings.
     *
     * @throws RefusedException when one names a folder by less than its whole path
     */
    OperatorSettings withWholePaths() throws RefusedException {
        Optional<Problem> first = folders().findFirst();
        if (first.isPresent()) {
            throw RefusedException.asGiven(
                    first.get().what() + ": " + first.get().remedy() + ".");
        }
        return this;
    }

    private Stream<Problem> music() {
        String library = all.getOrDefault(LIBRARY, "");
        return library.isBlank() || isRelative(library)
                ? Stream.empty()
                : Preflight.missingMusic(Path.of(library)).stream()
                        .map(problem -> new Problem(LIBRARY, problem, "correct " + place(LIBRARY)));
    }

    private Stream<Problem> backupKey() {
        String key = all.getOrDefault(BackupKey.SETTING, "");
        if (key.isBlank()) {
            return Stream.empty();
        }
        try {
            BackupKey.of(key);
            return Stream.empty();
        } catch (IllegalArgumentException e) {
            return Stream.of(new Problem(
                    BackupKey.SETTING,
                    BackupKey.SETTING + " is not a key: " + e.getMessage(),
                    "make one with \"openssl rand -hex 32\" and correct " + place(BackupKey.SETTING)));
        }
    }

    private Stream<Problem> voiceHeap() {
        return VoiceHeap.problem(all).stream()
                .map(problem -> new Problem(
                        VoiceHeap.SETTING,
                        problem,
                        "correct " + place(VoiceHeap.SETTING) + ", e.g. " + VoiceHeap.EXAMPLE));
    }

    /** Returns the problems of files that hold settings. */
    private Stream<Problem> unreadable() {
        return files.entrySet().stream().flatMap(file -> {
            String setting = file.getKey().setting();
            String variable = file.getKey().variable();
            boolean twice =
                    !all.getOrDefault(setting, "").equals(file.getValue().value());
            String problem = twice
                    ? "and " + setting + " are both set: one of them is enough"
                    : file.getValue().problem();
            return problem.isEmpty()
                    ? Stream.empty()
                    : Stream.of(new Problem(setting, variable + " " + problem, "correct " + place(variable)));
        });
    }

    /** Returns the files that hold secrets. */
    List<Path> privateFiles() {
        return Stream.concat(
                        Stream.of(file),
                        files.entrySet().stream()
                                .filter(secret -> secret.getValue().isUsable())
                                .map(secret -> Path.of(secret.getKey().named())))
                .toList();
    }

    /** Returns the problems of ports: one for all four services, one that two parts would take, none at all. */
    private Stream<Problem> ports() {
        Stream<Problem> shared = ONE_PORT.stream()
                .filter(name -> !all.getOrDefault(name, "").isBlank())
                .map(name -> new Problem(
                        name,
                        name + " is for a service that runs by itself: all four would take this one port",
                        "delete " + place(name)));
        Stream<Problem> wrong = Suite.wrongPorts(all).entrySet().stream()
                .map(port -> new Problem(
                        port.getKey(), port.getValue(), "choose another port: correct " + place(port.getKey())));
        return Stream.concat(shared, wrong);
    }

    /** Returns the problem of an address at which the services would not find each other. */
    private Stream<Problem> address() {
        String named = all.getOrDefault(ADDRESS, "").strip();
        return named.isEmpty() || isLoopbackToo(named)
                ? Stream.empty()
                : Stream.of(new Problem(
                        ADDRESS,
                        ADDRESS + " is \"" + named
                                + "\", and with ./muzon the services look for each other at 127.0.0.1",
                        "delete " + place(ADDRESS) + ", or write 0.0.0.0"));
    }

    private static boolean isLoopbackToo(String named) {
        return List.of("127.0.0.1", "localhost", "0.0.0.0", "::").contains(named);
    }

    private Stream<Problem> unset() {
        return missing().stream()
                .map(name -> new Problem(
                        name, name + " is not set", "get it from " + REQUIRED.get(name) + " and set " + place(name)));
    }

    /** Returns the problems of the lines of the file: unreadable ones, repeated names, misspelled names. */
    private Stream<Problem> written() {
        return Stream.concat(
                configured
                        .complaints(file)
                        .map(complaint -> new Problem("", complaint, "correct or delete what is there")),
                unknownInFile()
                        .filter(name -> ForeignNames.why(name).isEmpty())
                        .flatMap(name -> ProcessSettings.resembling(name).stream()
                                .map(known -> new Problem(
                                        name,
                                        without(name, ""),
                                        "write " + known + " if that is meant, else delete it"))));
    }

    /** Says which further names of the file and of the environment have no effect. */
    Stream<String> unknown() {
        return Stream.concat(
                unknownInFile()
                        .filter(name -> ForeignNames.why(name).isPresent()
                                || ProcessSettings.resembling(name).isEmpty())
                        .map(name -> ForeignNames.why(name)
                                .map(why -> name + " has no effect: " + why + ".")
                                .orElseGet(() -> without(name, "") + meant(name))),
                unknownIn(environmentNames()));
    }

    /** Says the same of an environment, which holds other programs' names too. */
    static Stream<String> unknownIn(Collection<String> environment) {
        return ProcessSettings.unknownOfMuzon(environment).stream()
                .map(name -> without(name, " in the environment") + meant(name));
    }

    private Stream<String> unknownInFile() {
        return ProcessSettings.unknown(configured.settings().keySet()).stream().filter(name -> !namesAFile(name));
    }

    private boolean namesAFile(String name) {
        return files.keySet().stream().anyMatch(file -> file.variable().equals(name));
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
        boolean inherited = (all.containsKey(name) || namesAFile(name))
                && !configured.settings().containsKey(name);
        return inherited ? name + " in the environment" : name + " in " + file;
    }

    /** Hides the values, which may be secrets. */
    @Override
    public String toString() {
        return "OperatorSettings" + all.keySet();
    }
}
