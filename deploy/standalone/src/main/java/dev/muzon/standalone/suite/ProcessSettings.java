package dev.muzon.standalone.suite;

import dev.muzon.protocol.setting.ForeignNames;
import dev.muzon.protocol.setting.KnownNames;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The environment variables that each process may see. An attacker in one process, through a decoder's bug for example,
 * must not find the secrets of the others in it. A name that ends with {@code *} stands for all that begin so.
 */
public enum ProcessSettings {
    /** Those of {@code ./muzon} itself. */
    SUPERVISOR(List.of("MUZON_BACKUP_KEY")),
    MONGO(List.of("MUZON_MONGO_PORT", "MUZON_MONGO_DATA")),
    SANDBOX(List.of("SANDBOX_*", "MUZON_FFMPEG_DIR"), Shared.SPRING),
    BOT_GATEWAY(
            List.of(
                    "BOT_TOKEN",
                    "LOGGER_ID",
                    "LOG_GROUP_ID",
                    "OWNER_ID",
                    "PRIVATE_BOT_MODE",
                    "ALLOWED_CHATS",
                    "MUZON_ACCESS_*",
                    "MUZON_TELEGRAM_*",
                    "MUZON_OPERATOR_*",
                    "MUZON_POLLING_*",
                    "MUZON_THROTTLING_*",
                    "MUZON_OUTBOX_*",
                    "MUZON_SONG_*",
                    "MUZON_WEBHOOK_*"),
            Shared.SPRING,
            Shared.SERVICE),
    ASSISTANT_SERVICE(
            List.of(
                    "API_ID",
                    "API_HASH",
                    "MUZON_ACCOUNTS",
                    "MUZON_TDJSON_LIBRARY",
                    "MUZON_TDLIB_*",
                    "MUZON_ASSISTANT_*",
                    "MUZON_NOTES_*",
                    "MUZON_CHANNELS_*",
                    "MUZON_LIBRARY_CHANNELS",
                    "MUZON_CONSOLE_*",
                    "MUZON_FFMPEG_DIR"),
            Shared.SPRING,
            Shared.SERVICE),
    VOICE_CALL_SERVICE(
            List.of(
                    "QUEUE_LIMIT",
                    "MUZON_VOICE_*",
                    "MUZON_VOICE_HEAP",
                    "MUZON_NTGCALLS_ADDON",
                    "MUZON_NTGCALLS_BACKEND",
                    "MUZON_FFMPEG_DIR"),
            Shared.SPRING,
            Shared.SERVICE),
    EXTRACTOR_SERVICE(
            List.of(
                    "DURATION_LIMIT",
                    "MUZON_LIBRARY_DIR",
                    "MUZON_MUSIC_SERVERS",
                    "PLAYLIST_LIMIT",
                    "MUZON_DIRECT_*",
                    "MUZON_SEARCH_*",
                    "MUZON_SOURCES_*",
                    "MUZON_YTDLP_DIR",
                    "MUZON_YTDLP_COOKIES",
                    "MUZON_METADATA_*",
                    "MUZON_COBALT_*",
                    "MUZON_INVIDIOUS_URL",
                    "MUZON_PIPED_URL",
                    "MUZON_RADIO_*",
                    "MUZON_LYRICS_*",
                    "MUZON_CACHE_DIR",
                    "MUZON_CACHE_SIZE",
                    "MUZON_CACHE_MAX_TRACK",
                    "MUZON_CACHE_FREE_SPACE",
                    "MUZON_CACHE_KEEP",
                    "MUZON_CACHE_S3_*",
                    "MUZON_FFMPEG_DIR",
                    "MUZON_EXTRACTOR_*"),
            Shared.SPRING,
            Shared.SERVICE);

    /** One JSON text for all keys, secrets of every service included. */
    private static final Set<String> NOBODYS = Set.of("SPRING_APPLICATION_JSON");

    @SuppressWarnings("ImmutableEnumChecker") // the list is
    private final List<String> names;

    ProcessSettings(List<String> own) {
        this(own, List.of(), List.of());
    }

    ProcessSettings(List<String> own, List<String> spring) {
        this(own, spring, List.of());
    }

    ProcessSettings(List<String> own, List<String> spring, List<String> service) {
        names = Stream.of(Shared.PROCESS, own, spring, service)
                .flatMap(List::stream)
                .toList();
    }

    private static final class Shared {
        /** Variables of every program: where it is, who it is, how it writes. */
        static final List<String> PROCESS = List.of(
                "PATH",
                "HOME",
                "USER",
                "LOGNAME",
                "LANG",
                "LANGUAGE",
                "LC_*",
                "TZ",
                "LD_LIBRARY_PATH",
                "MALLOC_ARENA_MAX",
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "XDG_CACHE_HOME");

        /** Variables of Spring Boot. */
        static final List<String> SPRING = List.of("PORT", "SERVER_*", "SPRING_*", "MANAGEMENT_*", "LOGGING_*");

        /** Variables of every service, as {@code muzon-runtime.yml} names them. */
        static final List<String> SERVICE = List.of(
                "MONGO_DB_URI",
                "MONGO_URL",
                "MONGO_URI",
                "MUZON_INTERNAL_TOKEN",
                "MUZON_SELF_URL",
                "MUZON_PEER_NETWORKS",
                "MUZON_BOT_GATEWAY_URL",
                "MUZON_ASSISTANT_SERVICE_URL",
                "MUZON_VOICE_CALL_SERVICE_URL",
                "MUZON_EXTRACTOR_SERVICE_URL",
                "MUZON_SERVICES_*",
                "MUZON_DRAIN_*",
                "MUZON_TRACES_*",
                "MUZON_MANAGEMENT_*",
                "MUZON_LOG_*");
    }

    /** Returns those of a service, {@code bot-gateway} for example. */
    static ProcessSettings ofService(String name) {
        return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** Keeps the variables that this process may see. */
    Map<String, String> of(Map<String, String> all) {
        Map<String, String> mine = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (takes(name)) {
                mine.put(name, value);
            }
        });
        return mine;
    }

    boolean takes(String variable) {
        return !NOBODYS.contains(variable) && names.stream().anyMatch(name -> matches(name, variable));
    }

    /** Returns the names that have no effect: misspelled, or of features that do not exist. */
    public static Set<String> unknown(Collection<String> variables) {
        Set<String> unknown = new TreeSet<>(variables);
        unknown.removeIf(variable -> exactNames().anyMatch(variable::equals)
                || (KnownNames.all().includes(variable)
                        && !ForeignNames.ALL.containsKey(variable)
                        && Arrays.stream(values()).anyMatch(process -> process.takes(variable))));
        return unknown;
    }

    /** Tells whether a setting of this name may stand in a file, which the name with {@code _FILE} behind it names. */
    public static boolean mayStandInFile(String setting) {
        return exactNames().anyMatch(setting::equals) || KnownNames.all().names(setting);
    }

    /** Returns those of a program's environment that look like Muzon's and have no effect. */
    public static Set<String> unknownOfMuzon(Collection<String> variables) {
        Set<String> unknown = new TreeSet<>(variables);
        unknown.removeIf(
                variable -> KnownNames.all().includes(variable) || exactNames().anyMatch(variable::equals));
        return unknown;
    }

    /** Tells whether one of these variables changes what a process of the suite does. */
    public static boolean anyIn(Collection<String> variables) {
        return variables.stream().anyMatch(variable -> names().anyMatch(name -> matches(name, variable)));
    }

    private static boolean matches(String name, String variable) {
        return name.endsWith("*") ? variable.startsWith(name.substring(0, name.length() - 1)) : variable.equals(name);
    }

    /**
     * Finds a known name that an unknown one resembles. Names of every program and of Spring are nobody's guess. A name
     * with more parts than a known one has may be a list that Muzon takes in one variable.
     *
     * @return empty when none is close enough to be meant
     */
    public static Optional<String> resembling(String unknown) {
        return KnownNames.all()
                .resembling(unknown, ownNames().filter(name -> !name.endsWith("*")))
                .or(() -> beginningOf(unknown));
    }

    /** Returns the names of all processes, except those of every program. */
    private static Stream<String> names() {
        return Arrays.stream(values())
                .flatMap(process -> process.names.stream())
                .filter(name -> !Shared.PROCESS.contains(name));
    }

    static Stream<String> exactNames() {
        return names().filter(name -> !name.endsWith("*"));
    }

    private static Stream<String> ownNames() {
        return names().filter(name -> !Shared.SPRING.contains(name));
    }

    private static Optional<String> beginningOf(String unknown) {
        return ownNames().filter(name -> unknown.startsWith(name + "_")).max(Comparator.comparingInt(String::length));
    }
}
