package dev.muzon.extractor.cache.s3;

import dev.muzon.extractor.cache.SharedAudio;
import dev.muzon.runtime.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real service of S3 (S3Proxy) in a separate process, with one bucket on disk. */
final class S3Service implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("ServerConnector@\\w+\\{.*\\{127\\.0\\.0\\.1:(\\d+)\\}");

    private final Process process;
    private final URI url;

    private S3Service(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static S3Service in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("data/muzon"));
        Path settings = Files.writeString(folder.resolve("s3proxy.conf"), """
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=muzon
            s3proxy.credential=secret
            s3proxy.endpoint=http://127.0.0.1:0
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            jclouds.identity=none
            jclouds.credential=none
            """.formatted(folder.resolve("data")));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        Path.of("target/s3proxy/s3proxy.jar").toAbsolutePath().toString(),
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .start();
        var output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return new S3Service(process, URI.create("http://127.0.0.1:" + listening.group(1)));
            }
        }
        throw new IllegalStateException("the service of S3 did not start");
    }

    SharedAudio store(String secret) {
        return store(url, secret);
    }

    static SharedAudio store(URI url, String secret) {
        return S3Audio.at(url, new S3Properties(url, "muzon", "us-east-1", new Secret("muzon"), new Secret(secret)));
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }
}
