package dev.muzon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the memory of a separate sandbox process, with the heap that the suite gives it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LargeFilesTest {
    private static final int FILES = 5;
    private static final int SIZE = 45 * 1024 * 1024;
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Process sandbox;
    private URI page;

    @BeforeEach
    void start() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        sandbox = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.muzon.sandbox.SandboxApplication",
                        "--server.port=0")
                .redirectErrorStream(true)
                .start();
        var output = sandbox.inputReader();
        page = URI.create("http://127.0.0.1:" + port(output) + "/");
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
    }

    private static String port(BufferedReader output) throws IOException {
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            var matcher = PORT.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new AssertionError("the sandbox did not start: " + said);
    }

    @AfterEach
    void stop() {
        sandbox.destroy();
        http.shutdownNow();
    }

    @Test
    void fiveSongsOf45MegabytesFitIntoTheSuitesHeap() throws Exception {
        var overview = JSON.readTree(get("sandbox"));
        long chat = overview.at("/chats/0/id").asLong();
        long owner = overview.at("/chats/0/members/0/userId").asLong();
        for (int i = 0; i < FILES; i++) {
            var request = HttpRequest.newBuilder(page.resolve("sandbox/chats/" + chat + "/messages"))
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .POST(BodyPublishers.ofInputStream(() -> body(owner)))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        assertThat(sandbox.isAlive()).isTrue();
        assertThat(JSON.readTree(get("sandbox/chats/" + chat))
                        .at("/messages")
                        .valueStream()
                        .filter(post -> post.at("/media/size").asInt() == SIZE))
                .hasSize(FILES);
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(page.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static InputStream body(long owner) {
        var head = "--x\r\nContent-Disposition: form-data; name=\"as\"\r\n\r\n" + owner + "\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"song.mp3\"\r\n"
                + "Content-Type: audio/mpeg\r\n\r\n";
        return new SequenceInputStream(
                Collections.enumeration(List.of(bytes(head), new Zeros(SIZE), bytes("\r\n--x--\r\n"))));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A stream of this number of zeros, none of them kept. */
    private static final class Zeros extends InputStream {
        private int left;

        Zeros(int size) {
            left = size;
        }

        @Override
        public int read() {
            if (left == 0) {
                return -1;
            }
            left--;
            return 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int taken = Math.min(left, length);
            left -= taken;
            return taken;
        }
    }
}
