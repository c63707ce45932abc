package dev.muzon.e2e.suite;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.awaitility.Awaitility.await;

import dev.muzon.standalone.isolation.NetworkNamespace;
import dev.muzon.standalone.suite.DemoSettings;
import dev.muzon.standalone.suite.Installation;
import dev.muzon.standalone.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A simulated Telegram that stands by itself, so that one suite after another can be run against it. */
public final class LoneTelegram implements AutoCloseable {
    private final Process process;
    private final DemoSettings settings;

    private LoneTelegram(Process process, DemoSettings settings) {
        this.process = process;
        this.settings = settings;
    }

    /**
     * Starts it in a network namespace. Logins wait there until a test approves them.
     *
     * @param folder for its files
     * @param music of the suites
     */
    public static LoneTelegram start(NetworkNamespace namespace, Path folder, Music music) throws IOException {
        Path root = RunningSuite.root();
        DemoSettings settings =
                new DemoSettings(Installation.at(root), folder, namespace.address(), music.folder(), true);
        List<String> command = new ArrayList<>(namespace.enter(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                Installation.at(root).sandboxJar().toString())));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("telegram.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MUZON_"));
        builder.environment().putAll(settings.sandbox(0));
        builder.environment().remove("SANDBOX_SUPERVISOR_URL");
        builder.environment().put("PORT", Integer.toString(Suite.SANDBOX_PORT));
        LoneTelegram telegram = new LoneTelegram(builder.start(), settings);
        await("the simulated Telegram")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !telegram.telegram().overview().isEmpty());
        return telegram;
    }

    public Telegram telegram() {
        return new Telegram(URI.create("http://" + settings.host() + ":" + Suite.SANDBOX_PORT + "/"));
    }

    /** Returns the lines of a {@code .env} file that leads a suite here. */
    public String env(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(DemoSettings.beneath(settings.services()));
        all.putAll(more);
        return all.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
