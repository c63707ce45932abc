package dev.muzon.standalone.suite;

import dev.muzon.protocol.rest.ServicePaths;
import dev.muzon.standalone.process.DiskRoom;
import dev.muzon.standalone.process.ProcessSpec;
import dev.muzon.standalone.process.ReadinessProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The processes of Muzon on one host. Every default here is an ordinary setting that the operator may override. Each
 * process gets the settings that it may see, and no others.
 */
public final class Suite {
    public static final int SANDBOX_PORT = 8090;

    /** The port of the login page, unless the operator names another one. */
    public static final int CONSOLE_PORT = 8088;

    static final String CONSOLE = "MUZON_CONSOLE_PORT";
    private static final String CONSOLE_ADDRESS = "MUZON_CONSOLE_ADDRESS";
    private static final String PAGE = "the login page";
    private static final String MONGO = "mongo";
    private static final String MONGO_MOVED = "MUZON_MONGO_PORT";
    private static final int MONGO_PORT = 27117;
    private static final String KEY = "MUZON_TDLIB_KEY";
    private static final String FORMER_KEY = "MUZON_TDLIB_KEY_FORMER";
    private static final String IN_FILE = "_FILE";
    private static final List<String> MONGO_NAMES = List.of("MONGO_DB_URI", "MONGO_URL", "MONGO_URI");
    /** A start prints lines all along, however slow the machine is. One that is silent for so long hangs. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration MONGO_LIMIT = Duration.ofSeconds(30);

    /** Longest time that a whole suite takes to end by default. MongoDB ends after the services. */
    public static final Duration END_LIMIT = DrainLimit.of(Map.of()).plus(MONGO_LIMIT);

    /** Somebody who waits in silence for longer thinks that nothing happens. */
    private static final Duration REMIND = Duration.ofSeconds(30);

    /** An exhausted heap ends the process, and the supervisor starts it again. */
    private static final String EXIT_WITHOUT_HEAP = "-XX:+ExitOnOutOfMemoryError";

    /** The image of a process's memory holds its secrets. */
    private static final String NO_CORE_FILES = "-XX:-CreateCoredumpOnCrash";

    /** The form of lines of libraries without another logging library. */
    private static final String LINES_WITH_TIMES =
            "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%n";

    /**
     * The four services idle together within 900 MB. With its defaults the JVM sizes its first heap and the young
     * generation by the machine and soon touches all of it, and malloc keeps what compilers and the start needed once.
     * The optimising compiler costs more than it gains for programs that mostly wait: soon after a start a tenth of a
     * core, half of what ten calls need.
     */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            EXIT_WITHOUT_HEAP,
            NO_CORE_FILES,
            "-Xms24m",
            "-Xmn10m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "-XX:TrimNativeHeapInterval=10000",
            "--enable-native-access=ALL-UNNAMED");

    /**
     * Room for compiled code that is never filled. When a sixth of it is taken the JVM collects everything, and music
     * waits for a tenth of a second and more. Only what is used of it takes memory.
     */
    private static final String ROOM_FOR_CODE = "-XX:ReservedCodeCacheSize=240m";

    /** Bytes of one read from another service. Each connection holds several buffers of that size. */
    private static final String SMALL_READS = "-Djdk.httpclient.bufsize=4096";

    /**
     * Besides, room for what a starting call needs for a moment, and a short track until its end. It would else be moved
     * to the old generation, which is not swept before it has grown to its limit.
     */
    private static final List<String> VOICE =
            List.of(ROOM_FOR_CODE, SMALL_READS, "-Xmn16m", "-XX:SurvivorRatio=2", "-XX:TargetSurvivorRatio=90");

    private static final List<Service> SERVICES = List.of(
            new Service("bot-gateway", 8081, 160, List.of()),
            new Service("assistant-service", 8082, 128, List.of()),
            new Service("voice-call-service", 8083, 192, VOICE),
            new Service("extractor-service", 8084, 160, List.of()));

    /** The four services, in the order of their start. */
    public static final List<String> SERVICE_NAMES =
            SERVICES.stream().map(Service::name).toList();

    /** Room on the disk for the first data and logs, in bytes. */
    private static final long DATA_AND_LOGS = 20_000_000;

    private static final Service SANDBOX = new Service("sandbox", SANDBOX_PORT, 256, List.of());

    private final Installation installation;
    private final SuiteOptions options;
    private final PreparationListener listener;
    private final HttpClient client = HttpClient.newHttpClient();
    private int imagesToMake;
    private int imagesMade;

    public Suite(Installation installation, SuiteOptions options) {
        this(installation, options, _ -> {});
    }

    /**
     * Makes a suite.
     *
     * @param listener told what is about to take long
     */
    public Suite(Installation installation, SuiteOptions options, PreparationListener listener) {
        this.installation = installation;
        this.options = options;
        this.listener = listener;
    }

    private record Service(String name, int port, int heapMegabytes, List<String> own) {
        List<String> jvm() {
            List<String> options = new ArrayList<>(JVM);
            options.addAll(own);
            options.add("-Xmx" + heapMegabytes + "m");
            return options;
        }
    }

    /** Describes the embedded MongoDB-compatible server. It is not needed when the operator names a real one. */
    public ProcessSpec mongo() {
        Map<String, String> environment = environment(
                ProcessSettings.MONGO,
                Map.of(
                        MONGO_MOVED,
                        Integer.toString(mongoPort(options.settings())),
                        "MUZON_MONGO_DATA",
                        options.state().resolve("mongo").toString()));
        List<String> command = new ArrayList<>(List.of(installation.java().toString()));
        command.addAll(ofThisRun(MONGO, Map.of()));
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                EXIT_WITHOUT_HEAP,
                NO_CORE_FILES,
                LINES_WITH_TIMES,
                "-Xms128m",
                "-Xmx512m", // for the index of 100,000 posts of channels
                "-Xss512k",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                installation.ownClassPath(),
                "dev.muzon.embeddedmongo.EmbeddedMongoApplication"));
        return new ProcessSpec(
                MONGO,
                command,
                environment,
                options.logs().resolve("mongo.log"),
                options.temporary(MONGO),
                ReadinessProbe.tcp(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), mongoPort(options.settings()))),
                START_LIMIT,
                MONGO_LIMIT);
    }

    /** Describes the simulated Telegram on this machine. */
    public ProcessSpec sandbox(Map<String, String> settings) throws IOException, InterruptedException {
        expectImages(Stream.concat(Stream.of(SANDBOX), SERVICES.stream()).toList());
        return spring(SANDBOX, ProcessSettings.SANDBOX, probe(options.host()), settings);
    }

    /** Describes the four services. */
    public List<ProcessSpec> services(Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> shared = defaults();
        shared.putAll(settings);
        expectImages(SERVICES);
        List<ProcessSpec> specs = new ArrayList<>();
        for (Service service : SERVICES) {
            specs.add(spring(service, ProcessSettings.ofService(service.name()), readyz(service.port()), shared));
        }
        return specs;
    }

    /**
     * Makes the check of the services' settings. It writes nothing, the internal token included.
     *
     * @param settings as {@link #services} gets them
     */
    public SettingsCheck settingsCheck(Map<String, String> settings) throws IOException {
        Map<String, String> shared = defaults(KeptSecret.PLACEHOLDER);
        shared.putAll(settings);
        Map<String, SettingsCheck.Subject> subjects = new LinkedHashMap<>();
        for (Service service : SERVICES) {
            Map<String, String> environment = environment(service, ProcessSettings.ofService(service.name()), shared);
            ApplicationImage image =
                    image(service).orElse(new ApplicationImage(installation.java(), service.jvm(), jar(service)));
            subjects.put(service.name(), new SettingsCheck.Subject(image, jar(service), environment));
        }
        return new SettingsCheck(subjects);
    }

    /**
     * Returns the room that a start needs on the disk of the state folder, in bytes. It is that of the images which are
     * yet to be made, less what they take the place of, and some for data and logs.
     *
     * @param sandbox whether the simulated Telegram starts too
     */
    public long room(boolean sandbox) throws IOException {
        long images = 0;
        for (Service service : Stream.concat(sandbox ? Stream.of(SANDBOX) : Stream.empty(), SERVICES.stream())
                .toList()) {
            if (Files.exists(jar(service)) && image(service).isEmpty()) {
                images += ApplicationImage.room(jar(service), options.images());
            }
        }
        return Math.max(0, images) + DATA_AND_LOGS;
    }

    /**
     * Returns the processes by their names, each with its port, in the order of their start.
     *
     * @param sandbox whether the simulated Telegram starts too
     */
    public Map<String, Integer> processes(boolean sandbox) {
        Map<String, Integer> processes = new LinkedHashMap<>();
        if (embedsMongo()) {
            processes.put(MONGO, mongoPort(options.settings()));
        }
        if (sandbox) {
            processes.put(SANDBOX.name(), SANDBOX.port());
        }
        SERVICES.forEach(service -> processes.put(service.name(), service.port()));
        return processes;
    }

    /** Returns the ports of this suite, without the simulated Telegram's. */
    public List<Port> ports() {
        return ports(options.settings());
    }

    /**
     * Returns the ports of a suite with these settings. One whose setting is not a port is left out: the checks of the
     * settings tell of it.
     */
    public static List<Port> ports(Map<String, String> settings) {
        Stream<Port> mongo = ownMongo(settings).isPresent()
                ? Stream.empty()
                : moved(settings, MONGO_MOVED, MONGO_PORT, MONGO, InetAddress.getLoopbackAddress());
        Stream<Port> services = SERVICES.stream().map(service -> new Port(service.port(), service.name()));
        Stream<Port> page = moved(settings, CONSOLE, CONSOLE_PORT, PAGE, pageAddress(settings));
        return Stream.of(mongo, services, page).flatMap(ports -> ports).toList();
    }

    /** Returns the port that a setting moves, empty when its value is not a port. */
    private static Stream<Port> moved(
            Map<String, String> settings, String setting, int usual, String user, InetAddress address) {
        return number(settings.getOrDefault(setting, ""), usual).stream()
                .filter(number -> number > 0 && number <= Port.HIGHEST)
                .mapToObj(number -> new Port(number, user, address, setting));
    }

    private static OptionalInt number(String value, int usual) {
        if (value.isBlank()) {
            return OptionalInt.of(usual);
        }
        return value.strip().matches("\\d{1,5}")
                ? OptionalInt.of(Integer.parseInt(value.strip()))
                : OptionalInt.empty();
    }

    private static InetAddress pageAddress(Map<String, String> settings) {
        String named = settings.getOrDefault(CONSOLE_ADDRESS, "").strip();
        try {
            return named.isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(named);
        } catch (IllegalArgumentException _) {
            return InetAddress.getLoopbackAddress(); // a name, or nothing that is an address
        }
    }

    /** Returns the port of the embedded MongoDB. Its own check refuses a setting that is not a port. */
    public static int mongoPort(Map<String, String> settings) {
        return moved(settings, MONGO_MOVED, MONGO_PORT, MONGO, InetAddress.getLoopbackAddress())
                .findFirst()
                .map(Port::number)
                .orElse(MONGO_PORT);
    }

    /** Returns the port of a service. */
    public static int port(String service) {
        return SERVICES.stream()
                .filter(one -> one.name().equals(service))
                .mapToInt(Service::port)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Says which settings of ports are wrong: no port, or one that another part of the suite has. The services' own check
     * tells of a port of the login page that is none.
     *
     * @return the words by the name of the setting
     */
    public static Map<String, String> wrongPorts(Map<String, String> settings) {
        Map<String, String> wrong = new LinkedHashMap<>();
        List<Port> ports = ports(settings);
        if (ownMongo(settings).isEmpty()
                && ports.stream().noneMatch(port -> port.setting().equals(MONGO_MOVED))) {
            wrong.put(
                    MONGO_MOVED,
                    "%s must be a port from 1 to %d, and is \"%s\""
                            .formatted(MONGO_MOVED, Port.HIGHEST, settings.get(MONGO_MOVED)));
        }
        for (Port port : ports) {
            if (!settings.getOrDefault(port.setting(), "").isBlank()) {
                ports.stream()
                        .filter(other -> other.number() == port.number() && !other.equals(port))
                        .findFirst()
                        .ifPresent(other -> wrong.put(
                                port.setting(),
                                "%s is %d, which is the port of %s"
                                        .formatted(port.setting(), port.number(), other.user())));
            }
        }
        return wrong;
    }

    /** Tells whether the operator named no MongoDB, so that the embedded one is needed. */
    public boolean embedsMongo() {
        return ownMongo(options.settings()).isEmpty();
    }

    /** Returns the address of the MongoDB that the operator named, empty when the embedded one is used. */
    public static Optional<String> ownMongo(Map<String, String> settings) {
        return MONGO_NAMES.stream().filter(settings::containsKey).findFirst().map(settings::get);
    }

    /**
     * Returns the services' defaults here. On one host only they need to reach each other, so they stay on loopback.
     */
    Map<String, String> defaults() throws IOException {
        Map<String, String> shared = defaults(KeptSecret.value(options.state().resolve(KeptSecret.INTERNAL_TOKEN)));
        shared.putAll(sessionKey());
        return shared;
    }

    /**
     * Returns the settings of the sessions' key. It is made here unless the operator has one, which then follows the one
     * that was made before.
     */
    private Map<String, String> sessionKey() throws IOException {
        Path made = options.state().resolve(KeptSecret.TDLIB_KEY);
        if (!isSet(KEY)) {
            KeptSecret.value(made);
            return Map.of(KEY + IN_FILE, made.toString());
        }
        return Files.exists(made) && !isSet(FORMER_KEY) ? Map.of(FORMER_KEY + IN_FILE, made.toString()) : Map.of();
    }

    private boolean isSet(String setting) {
        return Stream.of(options.settings(), options.environment())
                .anyMatch(all -> Stream.of(setting, setting + IN_FILE)
                        .anyMatch(name -> !all.getOrDefault(name, "").isBlank()));
    }

    private Map<String, String> defaults(String internalToken) {
        Map<String, String> shared = new LinkedHashMap<>();
        if (embedsMongo()) {
            shared.put("MONGO_DB_URI", "mongodb://127.0.0.1:" + mongoPort(options.settings()) + "/muzon");
        }
        shared.put("SERVER_ADDRESS", "127.0.0.1");
        shared.put("MUZON_INTERNAL_TOKEN", internalToken);
        shared.put("MUZON_NTGCALLS_ADDON", installation.ntgcallsAddon().toString());
        shared.put("MUZON_TDJSON_LIBRARY", installation.tdjson().toString());
        shared.put("MUZON_YTDLP_DIR", installation.ytDlp().toString());
        shared.put("MUZON_NOTES_SPEECH", installation.speech().toString());
        shared.put("MUZON_NOTES_MODELS", installation.models().toString());
        shared.put("MUZON_CACHE_DIR", options.state().resolve("cache").toString());
        shared.put(
                "MUZON_VOICE_RECORDINGS",
                options.state().resolve("cache").resolve("recordings").toString());
        shared.put("MUZON_TDLIB_DIR", options.state().resolve("tdlib").toString());
        return shared;
    }

    private ProcessSpec spring(
            Service service, ProcessSettings visible, ReadinessProbe ready, Map<String, String> settings)
            throws IOException, InterruptedException {
        Map<String, String> environment = environment(service, visible, settings);
        return new ProcessSpec(
                service.name(),
                image(service, environment).command(ofThisRun(service.name(), environment)),
                environment,
                options.logs().resolve(service.name() + ".log"),
                options.temporary(service.name()),
                ready,
                START_LIMIT,
                DrainLimit.of(environment));
    }

    private Map<String, String> environment(Service service, ProcessSettings visible, Map<String, String> settings) {
        Map<String, String> environment = environment(visible, settings);
        environment.put("PORT", Integer.toString(service.port()));
        environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
        return environment;
    }

    private Path jar(Service service) {
        return service.equals(SANDBOX) ? installation.sandboxJar() : installation.jar(service.name());
    }

    private ApplicationImage image(Service service, Map<String, String> environment)
            throws IOException, InterruptedException {
        Optional<ApplicationImage> found = image(service);
        if (found.isPresent()) {
            return found.get();
        }
        imagesMade++;
        listener.makesCache(service.name(), imagesMade, imagesToMake);
        listener.say("Making the start-up cache of %s (%d of %d, once, often 15 s to a minute each)"
                .formatted(service.name(), imagesMade, imagesToMake));
        ApplicationImage made;
        try (Reminder _ = Reminder.every(
                REMIND,
                passed -> listener.say(
                        "Still making the start-up cache of %s, for %d s. On a busy machine it takes minutes"
                                .formatted(service.name(), passed.toSeconds())))) {
            made = ApplicationImage.make(
                    installation.java(), jar(service), options.images(), service.jvm(), environment);
        }
        if (!made.isQuick()) {
            listener.say("%s has no start-up cache: %s. It starts slowly;"
                            .formatted(service.name(), ApplicationImage.whySlow(DiskRoom.of(options.images())))
                    + " delete " + options.images() + " to try again");
        }
        return made;
    }

    private Optional<ApplicationImage> image(Service service) throws IOException {
        return ApplicationImage.find(installation.java(), jar(service), options.images(), service.jvm());
    }

    /** Counts the images to make, for the announcements. The first count includes all that follow. */
    private void expectImages(List<Service> services) throws IOException {
        if (imagesToMake == 0) {
            for (Service service : services) {
                imagesToMake += image(service).isPresent() ? 0 : 1;
            }
        }
    }

    private ReadinessProbe readyz(int port) {
        return ReadinessProbe.http(client, URI.create("http://127.0.0.1:" + port + ServicePaths.READINESS));
    }

    /** Makes the probe of the sandbox, which opens its port when all its endpoints are ready. */
    private static ReadinessProbe probe(String host) {
        return ReadinessProbe.tcp(new InetSocketAddress(InetAddress.ofLiteral(host), SANDBOX_PORT));
    }

    /**
     * Returns options for what the JVM itself writes. It would put a crash's report into its working folder, readable
     * by all.
     */
    private List<String> ofThisRun(String process, Map<String, String> environment) {
        List<String> jvm = new ArrayList<>(List.of(
                "-Djava.io.tmpdir=" + options.temporary(process),
                "-XX:ErrorFile=" + options.logs().resolve(process + "-crash-%p.log")));
        jvm.addAll(VoiceHeap.option(environment));
        return jvm;
    }

    /** Returns the whole environment of a process. */
    Map<String, String> environment(ProcessSettings visible, Map<String, String> defaults) {
        Map<String, String> all = new LinkedHashMap<>(options.environment());
        all.putAll(defaults);
        all.putAll(options.settings());
        return visible.of(all);
    }
}
