package dev.muzon.e2e.suite;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.muzon.testkit.web.Face;
import dev.muzon.testkit.web.FakeWeb;
import dev.muzon.testkit.web.WebKeys;
import dev.muzon.testkit.youtube.FakeYouTube;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A YouTube on the host's end of the wire, which a suite takes for the real one. Names lead to it, and its certificate is
 * believed. It needs a suite in a network namespace, because only there its port is free.
 */
public final class YouTube {
    /** The folder that {@code deploy/ytdlp/install.sh} fills. */
    private static final Path INSTALLED = RunningSuite.root().resolve("deploy/ytdlp/installed");

    private static final int HTTPS = 443;

    private final WebKeys keys;
    private final Path hosts;

    private YouTube(Path folder, WebKeys keys) {
        this.keys = keys;
        this.hosts = folder.resolve("hosts");
    }

    /** Tells whether yt-dlp, deno and a port for it are here. */
    public static boolean isPossible() {
        return RunningSuite.isolated()
                && Files.isDirectory(INSTALLED.resolve("yt-dlp"))
                && Files.isDirectory(INSTALLED.resolve("node_modules/@deno"));
    }

    /** Skips the test where it is not possible, with the reason. */
    public static void assumePossible() {
        assumeThat(RunningSuite.isolated())
                .as("port 443 for a YouTube is in a network namespace, which needs root")
                .isTrue();
        assumeThat(isPossible())
                .as("yt-dlp or @deno is missing: deploy/ytdlp/install.sh --deno installs them")
                .isTrue();
    }

    /** Makes what a suite has to know before it starts. */
    public static YouTube in(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var youTube = new YouTube(folder, WebKeys.in(folder, FakeWeb.HOSTS));
        youTube.name(Map.of());
        return youTube;
    }

    /** Returns the settings of a suite that meets it. */
    public Map<String, String> settings() {
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Djdk.net.hosts.file=" + hosts + " -Djavax.net.ssl.trustStore=" + keys.trust()
                        + " -Djavax.net.ssl.trustStorePassword=" + WebKeys.PASSWORD,
                "MUZON_EXTRACTOR_YTDLP_DIRECTORY",
                INSTALLED.toString(),
                "MUZON_EXTRACTOR_YTDLP_CERTIFICATES",
                keys.certificate().toString(),
                // A busy machine solves riddles slowly.
                "MUZON_EXTRACTOR_YTDLP_PAGELIMIT",
                "30s",
                "MUZON_SOURCES_LIMITS",
                "web=30s",
                // A demo has no web pages.
                "MUZON_EXTRACTOR_SOURCES_DISABLED",
                "metadata,radio");
    }

    /** Opens it for a suite that runs, with the faces of other services beside it. */
    public FakeYouTube open(RunningSuite suite, Face... faces) throws IOException {
        FakeYouTube youTube = open(
                suite,
                Arrays.stream(faces).flatMap(face -> face.hosts().stream()).toList());
        youTube.web().open(faces);
        return youTube;
    }

    /** Opens it for a suite that runs, which finds these hosts at the same address. */
    public FakeYouTube open(RunningSuite suite, List<String> hosts) throws IOException {
        Map<String, String> addresses = new HashMap<>();
        hosts.forEach(host -> addresses.put(host, suite.hostAddress()));
        FakeYouTube.HOSTS.forEach(host -> addresses.put(host, suite.hostAddress()));
        name(addresses);
        return FakeYouTube.at(new InetSocketAddress(InetAddress.ofLiteral(suite.hostAddress()), HTTPS), keys);
    }

    /** Writes the only names that the suite knows. Java reads them again for each question. */
    private void name(Map<String, String> addresses) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "127.0.0.1 localhost", "127.0.0.1 " + InetAddress.getLocalHost().getHostName()));
        addresses.forEach((host, address) -> lines.add(address + " " + host));
        Files.write(hosts, lines);
    }
}
