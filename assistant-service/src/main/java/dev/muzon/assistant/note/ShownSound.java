package dev.muzon.assistant.note;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.contract.TelegramFilesApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The sound of a note that the bot was shown, as a temporary file. One thread reads it. */
final class ShownSound implements NoteSound {
    /** An hour of a note has 15 MB. Telegram gives a bot 20 MB, and its own server more. */
    static final long MOST_BYTES = 100_000_000;

    private final TelegramFilesApi files;
    private final String id;
    private final Duration length;
    private @Nullable Path file;

    ShownSound(TelegramFilesApi files, String id, Duration length) {
        this.files = files;
        this.id = id;
        this.length = length;
    }

    @Override
    public Duration length() {
        return length;
    }

    @Override
    public Path download(Duration limit) {
        try (InputStream sound = files.open(id)) {
            Path temporary = Files.createTempFile("muzon-note-", ".sound");
            file = temporary;
            copy(sound, temporary);
            return temporary;
        } catch (IOException e) {
            throw Failure.of(FailureCode.PEER_UNAVAILABLE, "the sound of a note broke off: " + e)
                    .causedBy(e);
        }
    }

    private static void copy(InputStream sound, Path file) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = sound.read(buffer); n >= 0; n = sound.read(buffer)) {
                total += n;
                if (total > MOST_BYTES) {
                    throw Failure.of(FailureCode.NOTE_TOO_LONG, "more than " + MOST_BYTES + " bytes")
                            .asException();
                }
                out.write(buffer, 0, n);
            }
        }
        if (total == 0) {
            throw Failure.of(FailureCode.NOTE_UNREADABLE, "the file is empty").asException();
        }
    }

    @Override
    public void forget() {
        Path gone = file;
        file = null;
        try {
            if (gone != null) {
                Files.deleteIfExists(gone);
            }
        } catch (IOException e) {
            throw Failure.of(FailureCode.INTERNAL_TRANSIENT, "the sound of a note stays: " + e)
                    .causedBy(e);
        }
    }

    @Override
    public String recognise(Duration limit) {
        throw Failure.of(FailureCode.TRANSCRIBER_REFUSED, "Telegram reads notes in the account's own chats only")
                .asException();
    }
}
