package dev.muzon.standalone.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip file that tells others how a suite is. Every text in it went through the {@link Redaction}. */
public final class SupportBundle {
    private final Redaction redaction;
    private final Map<String, String> texts = new LinkedHashMap<>();

    public SupportBundle(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Adds a text under a name such as {@code logs/mongo.log}. */
    public void add(String name, String text) {
        texts.put(name, redaction.of(text));
    }

    /** Writes the file for its owner alone, complete or not at all. */
    public void write(Path file) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "muzon-support",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (var zip = new ZipOutputStream(Files.newOutputStream(draft), StandardCharsets.UTF_8)) {
                for (Map.Entry<String, String> text : texts.entrySet()) {
                    zip.putNextEntry(new ZipEntry(text.getKey()));
                    zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
