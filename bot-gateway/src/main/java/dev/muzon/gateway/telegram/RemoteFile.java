package dev.muzon.gateway.telegram;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * The bytes of a Telegram file as they arrive. Close it.
 *
 * @param length in bytes, empty when the server did not say
 */
public record RemoteFile(InputStream bytes, OptionalLong length) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
