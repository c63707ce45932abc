package dev.muzon.standalone.backup;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A backup: an encrypted zip file of each collection, each file of a session, and the key of the sessions. It may be
 * taken while everything runs.
 */
public final class BackupFile {
    private static final String DATABASE = "database/";
    private static final String SESSIONS = "sessions/";
    private static final String SESSION_KEY = "session-key";
    private static final FileAttribute<?> OWNERS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Songs and pictures that TDLib fetched. They can be fetched again. */
    private static final String FETCHED = "files";

    private final Path file;
    private final BackupKey key;

    public BackupFile(Path file, BackupKey key) {
        this.file = file;
        this.key = key;
    }

    /**
     * Contents of a backup.
     *
     * @param documents of all collections
     * @param sessionFiles files of the accounts' sessions
     */
    public record Contents(long documents, int sessionFiles) {
        /** Counts both in words. */
        public String inWords() {
            return documents + (documents == 1 ? " document" : " documents") + " and " + sessionFiles
                    + (sessionFiles == 1 ? " file" : " files") + " of sessions";
        }
    }

    /**
     * Takes a backup. The file is its owner's alone, complete or not there.
     *
     * @param sessions the folder of the accounts' sessions. It need not exist
     * @param sessionKey the file of the key that they are encrypted with. It need not exist
     */
    public Contents write(MongoDatabase database, Path sessions, Path sessionKey) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), ".tmp", OWNERS_ALONE);
        try {
            Contents written;
            try (OutputStream sealed = key.encrypting(new BufferedOutputStream(Files.newOutputStream(draft)));
                    ZipOutputStream zip = new ZipOutputStream(sealed, StandardCharsets.UTF_8)) {
                written = new Contents(writeDatabase(database, zip), writeSessions(sessions, zip));
                if (Files.exists(sessionKey)) {
                    zip.putNextEntry(new ZipEntry(SESSION_KEY));
                    Files.copy(sessionKey, zip);
                    zip.closeEntry();
                }
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static long writeDatabase(MongoDatabase database, ZipOutputStream zip) throws IOException {
        var dump = new DatabaseDump(database);
        long documents = 0;
        for (String collection : dump.collections()) {
            zip.putNextEntry(new ZipEntry(DATABASE + collection));
            documents += dump.write(collection, new DataOutputStream(zip));
            zip.closeEntry();
        }
        return documents;
    }

    private static int writeSessions(Path sessions, ZipOutputStream zip) throws IOException {
        if (!Files.isDirectory(sessions)) {
            return 0;
        }
        int[] count = {0};
        Files.walkFileTree(sessions, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.getFileName().toString().equals(FETCHED)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    zip.putNextEntry(new ZipEntry(SESSIONS + sessions.relativize(visited)));
                    Files.copy(visited, zip);
                    zip.closeEntry();
                    count[0]++;
                }
                return FileVisitResult.CONTINUE;
            }

            // A file that TDLib deleted just now is left out.
            @Override
            public FileVisitResult visitFileFailed(Path visited, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return count[0];
    }

    /**
     * Reads the whole file and changes nothing.
     *
     * @throws IOException when the key is another one, or the file is damaged or cut short
     */
    public void verify() throws IOException {
        try (ZipInputStream zip = open()) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                requireKnown(entry.getName());
                zip.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /**
     * Reads the key of the sessions. There is none where the operator has had one always.
     *
     * @throws IOException when the key of the backup is another one, or the file is damaged or cut short
     */
    public Optional<String> sessionKey() throws IOException {
        try (ZipInputStream zip = open()) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(SESSION_KEY)) {
                    return Optional.of(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Puts a backup into an empty database and an empty folder. The database has all of it at the end, or nothing that a
     * suite would read.
     *
     * @param sessionKey the file that the sessions' key becomes, its owner's alone. It must not exist
     * @throws IOException when one of them is not empty, or the file cannot be read
     */
    public Contents restore(MongoDatabase database, Path sessions, Path sessionKey) throws IOException {
        var dump = new DatabaseDump(database);
        if (dump.holdsAnything()) {
            throw new IOException("the database is not empty");
        }
        dump.dropUnfinished();
        boolean done = false;
        try {
            Contents restored = read(dump, sessions, sessionKey);
            dump.finish();
            done = true;
            return restored;
        } finally {
            if (!done) {
                tidy(dump);
            }
        }
    }

    private Contents read(DatabaseDump dump, Path sessions, Path sessionKey) throws IOException {
        long documents = 0;
        int files = 0;
        try (ZipInputStream zip = open()) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = requireKnown(entry.getName());
                if (name.startsWith(DATABASE)) {
                    documents += dump.read(name.substring(DATABASE.length()), new DataInputStream(zip));
                } else if (name.equals(SESSION_KEY)) {
                    Files.createFile(sessionKey, OWNERS_ALONE);
                    Files.write(sessionKey, zip.readAllBytes());
                } else {
                    Path target = sessions.resolve(name.substring(SESSIONS.length()));
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                    files++;
                }
            }
        }
        return new Contents(documents, files);
    }

    private static void tidy(DatabaseDump dump) {
        try {
            dump.dropUnfinished();
        } catch (MongoException _) {
            // MongoDB is away. Nothing reads the rest, and the next restore deletes it.
        }
    }

    private ZipInputStream open() throws IOException {
        return new ZipInputStream(
                key.decrypting(new BufferedInputStream(Files.newInputStream(file))), StandardCharsets.UTF_8);
    }

    /**
     * Returns the name of an entry. Files and collections may have any name, as they may where a backup is taken. One that
     * leads anywhere else is refused, although only the key's owner wrote it.
     */
    private static String requireKnown(String name) throws IOException {
        boolean known = name.equals(SESSION_KEY)
                || (name.startsWith(DATABASE) && name.length() > DATABASE.length())
                || (name.startsWith(SESSIONS) && staysInside(name.substring(SESSIONS.length())));
        if (!known) {
            throw new IOException("the backup has an entry that is neither of the database nor of a session");
        }
        return name;
    }

    /** Returns whether a path leads to a place below the folder from which it is followed. */
    private static boolean staysInside(String path) {
        return Stream.of(path.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0);
    }
}
