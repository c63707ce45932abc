package dev.muzon.gateway.telegram;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Files on the disk of a Bot API server that runs with {@code --local}. It names them by absolute paths and does not
 * serve them over HTTP, so its folder has to be mounted here at the same path.
 */
final class LocalFiles {
    private LocalFiles() {}

    /** @throws dev.muzon.protocol.failure.FailureException {@code configuration.invalid} when it cannot be read here */
    static RemoteFile open(Path path) {
        try {
            return new RemoteFile(Files.newInputStream(path), OptionalLong.of(Files.size(path)));
        } catch (IOException e) {
            throw Failure.of(
                            FailureCode.CONFIGURATION,
                            "the Bot API server runs in local mode and its file " + path
                                    + " cannot be read: mount its folder here at the same path: "
                                    + e.getClass().getSimpleName())
                    .causedBy(e);
        }
    }
}
