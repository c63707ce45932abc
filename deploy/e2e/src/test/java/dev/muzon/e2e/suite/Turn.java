package dev.muzon.e2e.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A turn among the test processes of one build, for what two of them must not do at once. It ends with its process. */
final class Turn implements AutoCloseable {
    private final FileChannel channel;

    private Turn(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the turn.
     *
     * @param work that is done by one at a time
     */
    static Turn at(String work) throws IOException {
        Path folder = Files.createDirectories(RunningSuite.root().resolve("deploy/e2e/target/turns"));
        FileChannel channel =
                FileChannel.open(folder.resolve(work), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Turn(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
