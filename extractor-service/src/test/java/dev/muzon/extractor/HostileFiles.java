package dev.muzon.extractor;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are made to cause trouble: of versions that do not exist, and with a title of 900 kB. */
final class HostileFiles {
    private static final int TITLE = 900_000;
    private static final int SOUND = 16_000;

    private HostileFiles() {}

    static Path in(Path folder) throws IOException {
        Files.write(
                folder.resolve("new.au"),
                ByteBuffer.allocate(88)
                        .put(ascii(".snd"))
                        .putInt(24)
                        .putInt(64)
                        .putInt(99)
                        .putInt(8000)
                        .putInt(1)
                        .array());
        Files.write(
                folder.resolve("new.ape"),
                ByteBuffer.allocate(206)
                        .order(LITTLE_ENDIAN)
                        .put(ascii("MAC "))
                        .putShort((short) 9990)
                        .array());
        Files.write(folder.resolve("endless-title.wav"), wavWithAnEndlessTitle());
        return folder;
    }

    private static byte[] wavWithAnEndlessTitle() {
        ByteBuffer wav = ByteBuffer.allocate(64 + TITLE + SOUND).order(LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(wav.capacity() - 8).put(ascii("WAVEfmt ")).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000).putShort((short) 2);
        wav.putShort((short) 16);
        wav.put(ascii("LIST"))
                .putInt(12 + TITLE)
                .put(ascii("INFOINAM"))
                .putInt(TITLE)
                .put(ascii("T".repeat(TITLE)));
        wav.put(ascii("data")).putInt(SOUND);
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
