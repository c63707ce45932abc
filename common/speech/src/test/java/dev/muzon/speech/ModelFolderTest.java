package dev.muzon.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of downloads against a server on loopback. */
class ModelFolderTest {
    private final byte[] content = new byte[3_000_000];

    @TempDir
    Path folder;

    private HttpServer server;
    private ModelFolder models;
    private volatile byte[] served = content;

    @BeforeEach
    void serve() throws Exception {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/moved/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/files/a.gguf");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/files/", exchange -> {
            exchange.sendResponseHeaders(200, served.length);
            exchange.getResponseBody().write(served);
            exchange.close();
        });
        server.start();
        models = new ModelFolder(folder.resolve("models"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private SpeechModel model(String path) throws Exception {
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        URI source = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new SpeechModel("test", "none", "MIT", content.length, 10, sum, source);
    }

    @Test
    void aModelIsDownloadedOverARedirection() throws Exception {
        List<Long> progress = new ArrayList<>();

        models.get(model("/moved/a.gguf"), progress::add);

        assertThat(models.has(model("/moved/a.gguf"))).isTrue();
        assertThat(folder.resolve("models/a.gguf")).hasBinaryContent(content);
        assertThat(progress).isSorted().endsWith((long) content.length);
    }

    @Test
    void whatIsNotTheModelOfTheTableIsLeftOut() throws Exception {
        served = content.clone();
        served[5]++;
        assertThatThrownBy(() -> models.get(model("/files/a.gguf"), _ -> {})).hasMessageContaining("SHA-256 differs");
        served = new byte[content.length + 1];
        assertThatThrownBy(() -> models.get(model("/files/a.gguf"), _ -> {})).hasMessageContaining("longer");
        served = new byte[100];
        assertThatThrownBy(() -> models.get(model("/files/a.gguf"), _ -> {}))
                .hasMessageContaining("broke off after 100 of 3000000 bytes");
        assertThatThrownBy(() -> models.get(model("/nowhere/a.gguf"), _ -> {})).hasMessageContaining("answered 404");
        assertThat(folder.resolve("models")).isEmptyDirectory();
    }

    @Test
    void modelsThatAreNotHereAreNamedWithTheFix() throws Exception {
        assertThatThrownBy(() -> models.find("parrot")).hasMessageContaining("no model \"parrot\"");
        assertThatThrownBy(() -> models.find("parakeet")).hasMessageContaining("./muzon models get parakeet");
        assertThat(models.find("/srv/own.gguf")).isEqualTo(Path.of("/srv/own.gguf"));
    }

    @Test
    void theTablesNamesFilesAndSumsAreDistinct() {
        assertThat(SpeechModel.ALL).allMatch(model -> model.sha256().matches("[0-9a-f]{64}"));
        assertThat(new HashSet<>(
                        SpeechModel.ALL.stream().map(SpeechModel::sha256).toList()))
                .hasSameSizeAs(SpeechModel.ALL);
        assertThat(SpeechModel.ALL).extracting(SpeechModel::file).doesNotHaveDuplicates();
        assertThat(SpeechModel.named(SpeechModel.STANDARD)).isPresent();
    }

    @Test
    void aDamagedFileIsRefusedBeforeItIsLoaded() throws Exception {
        Files.createDirectories(models.path());
        SpeechModel tiny = SpeechModel.named("whisper-tiny").orElseThrow();
        try (var file = new java.io.RandomAccessFile(models.file(tiny).toFile(), "rw")) {
            file.setLength(tiny.bytes());
        }
        assertThatThrownBy(() -> models.find("whisper-tiny")).hasMessageContaining("damaged");
    }
}
