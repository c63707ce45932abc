package dev.muzon.speech;

import dev.muzon.speech.SpeechException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** The folder of downloaded models. A file counts as a model only when its size and its SHA-256 are those of the table. */
public final class ModelFolder {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final int BLOCK = 1 << 20;

    private final Path folder;
    private final Map<Path, Long> checked = new ConcurrentHashMap<>();

    public ModelFolder(Path folder) {
        this.folder = folder;
    }

    public Path path() {
        return folder;
    }

    /** Returns the place of a model's file, whether it is there or not. */
    public Path file(SpeechModel model) {
        return folder.resolve(model.file());
    }

    /** Returns whether a file of the right size is there. */
    public boolean has(SpeechModel model) {
        try {
            return Files.size(file(model)) == model.bytes();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns the file of a model that somebody named, without a look at what is in it.
     *
     * @param name of the table, or the path of a file
     * @throws SpeechException unusable, with the fix, when there is none of that name, or it is not whole
     */
    public Path locate(String name) throws SpeechException {
        if (name.contains("/")) {
            return Path.of(name);
        }
        SpeechModel model = named(name);
        if (!has(model)) {
            throw new SpeechException(
                    Kind.UNUSABLE, file(model) + " is not there or not whole: run ./muzon models get " + model.name());
        }
        return file(model);
    }

    private static SpeechModel named(String name) throws SpeechException {
        return SpeechModel.named(name)
                .orElseThrow(() -> new SpeechException(
                        Kind.UNUSABLE, "there is no model \"" + name + "\": ./muzon models lists them"));
    }

    /**
     * Returns the file of a model that somebody named. One of the table is summed up the first time, which takes a second or two.
     *
     * @param name of the table, or the path of a file
     * @throws SpeechException unusable, with the fix, when there is none of that name, or it is not the file of the table
     */
    public Path find(String name) throws SpeechException {
        Path file = locate(name);
        if (name.contains("/")) {
            return file;
        }
        SpeechModel model = named(name);
        try {
            long changed = Files.getLastModifiedTime(file).toMillis();
            if (!Long.valueOf(changed).equals(checked.get(file))) {
                if (!sum(file).equals(model.sha256())) {
                    throw new SpeechException(
                            Kind.UNUSABLE,
                            file + " is damaged: delete it, then run ./muzon models get " + model.name());
                }
                checked.put(file, changed);
            }
            return file;
        } catch (IOException e) {
            throw new SpeechException(Kind.UNUSABLE, file + " cannot be read: " + e);
        }
    }

    private static String sum(Path file) throws IOException {
        MessageDigest sum = sha256();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                sum.update(block, 0, n);
            }
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Downloads a model. Nothing is left behind when it fails.
     *
     * @param progress hears the bytes that have arrived
     * @throws IOException in words that a person reads
     */
    public void get(SpeechModel model, LongConsumer progress) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < model.bytes()) {
            throw new IOException("%s needs %d MB and %s has %d MB free"
                    .formatted(model.name(), model.bytes() >> 20, folder, free >> 20));
        }
        Path part = Files.createTempFile(folder, model.file(), ".part");
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(model.source()).timeout(ANSWER_LIMIT).build();
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(model.source() + " answered " + answer.statusCode());
                }
                save(model, in, part, progress);
            }
            Files.move(part, file(model), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void save(SpeechModel model, InputStream in, Path part, LongConsumer progress) throws IOException {
        MessageDigest sum = sha256();
        byte[] block = new byte[BLOCK];
        long arrived = 0;
        try (OutputStream out = Files.newOutputStream(part)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                arrived += n;
                if (arrived > model.bytes()) {
                    throw new IOException("what arrives is longer than the model of the table");
                }
                sum.update(block, 0, n);
                out.write(block, 0, n);
                progress.accept(arrived);
            }
        }
        if (arrived < model.bytes()) {
            throw new IOException("the download broke off after %d of %d bytes".formatted(arrived, model.bytes()));
        }
        if (!HexFormat.of().formatHex(sum.digest()).equals(model.sha256())) {
            throw new IOException("what arrived is not the model of the table: its SHA-256 differs");
        }
    }
}
