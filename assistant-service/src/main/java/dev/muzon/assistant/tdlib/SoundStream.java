package dev.muzon.assistant.tdlib;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** The bytes of a file at Telegram, piece by piece as they arrive. No size is too large for it. */
final class SoundStream {
    private static final int PIECE = 512 * 1024;
    private static final int PRIORITY = 24;

    private final TdClient client;
    private final int file;
    private final long size;

    /** @param file TDLib's {@code file} */
    SoundStream(TdClient client, JsonNode file) {
        this.client = client;
        this.file = file.path("id").intValue(0);
        this.size = file.path("size").longValue(0);
    }

    void write(long from, OutputStream to) throws IOException, InterruptedException {
        for (long at = from; at < size; ) {
            byte[] piece = piece(at, (int) Math.min(PIECE, size - at));
            if (piece.length == 0) {
                throw new IOException("Telegram has no more than " + at + " of " + size + " bytes");
            }
            to.write(piece);
            at += piece.length;
        }
    }

    private byte[] piece(long at, int length) throws InterruptedException {
        client.ask(
                "downloading a sound",
                TdRequest.of("downloadFile")
                        .with("file_id", file)
                        .with("priority", PRIORITY)
                        .with("offset", at)
                        .with("limit", length)
                        .with("synchronous", true));
        JsonNode part = client.ask(
                "reading a sound",
                TdRequest.of("readFilePart")
                        .with("file_id", file)
                        .with("offset", at)
                        .with("count", length));
        return Base64.getDecoder().decode(part.path("data").asString(""));
    }
}
