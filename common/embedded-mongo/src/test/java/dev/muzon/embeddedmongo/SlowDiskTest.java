package dev.muzon.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes its time to sync. */
class SlowDiskTest {
    private static final CountDownLatch BEGUN = new CountDownLatch(1);
    private static final CountDownLatch SYNCED = new CountDownLatch(1);
    private static volatile boolean stuck;

    // Every command waited for as long as the disk took to sync.
    @Test
    @Timeout(60)
    void aCommandWaitedForTheSyncOfABusyDisk(@TempDir Path folder) throws Exception {
        FilePath.register(new StuckDisk());
        MVStore store = new MVStore.Builder()
                .autoCommitDisabled()
                .fileName("stuck:" + folder.resolve("store"))
                .open();
        var backend = new DurableBackend(
                store,
                e -> {
                    throw e;
                },
                Duration.ZERO);
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var server = new WireServer(backend, anyPort);
                var client = MongoClients.create(
                        "mongodb://127.0.0.1:" + server.address().getPort());
                Closeable _ = SYNCED::countDown) {
            stuck = true;
            MongoCollection<Document> songs = client.getDatabase("test").getCollection("songs");
            songs.insertOne(new Document("_id", "a"));
            BEGUN.await();

            songs.insertOne(new Document("_id", "b"));

            assertThat(songs.countDocuments()).isEqualTo(2);
        }
    }

    /** A file system whose files wait with their sync. */
    public static final class StuckDisk extends FilePathWrapper {
        @Override
        public String getScheme() {
            return "stuck";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new StuckFile(super.open(mode));
        }
    }

    private static final class StuckFile extends FileBase {
        private final FileChannel file;

        StuckFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            try {
                if (stuck) {
                    BEGUN.countDown();
                    SYNCED.await();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            file.force(metadata);
        }

        @Override
        public synchronized int read(ByteBuffer to, long position) throws IOException {
            return file.read(to, position);
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            return file.write(from, position);
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            return file.read(to);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return file.write(from);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long place) throws IOException {
            file.position(place);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
