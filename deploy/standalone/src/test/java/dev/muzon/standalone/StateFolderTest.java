package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aNewOrOldStateFolderIsReadableOnlyByItsOwner() throws Exception {
        Path fresh = folder.resolve("new/state");
        StateFolder.prepare(fresh);
        Path old = Files.createDirectory(folder.resolve("old"));
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        StateFolder.prepare(old);

        assertThat(rights(fresh)).isEqualTo("rwx------");
        assertThat(rights(old)).isEqualTo("rwx------");
    }

    @Test
    void freshDeletesTheStateOfAnEarlierRun() throws Exception {
        StateFolder.prepare(folder);
        Files.writeString(Files.createDirectory(folder.resolve("mongo")).resolve("muzon.mv"), "data");
        Files.createDirectory(folder.resolve("images"));

        StateFolder.empty(folder);
        StateFolder.empty(folder);

        assertThat(folder.resolve("mongo")).doesNotExist();
        assertThat(folder.resolve("images")).exists();
    }

    @Test
    void freshKeepsAnotherProgramsFoldersOfTheSameNames() throws Exception {
        Files.createDirectory(folder.resolve("logs"));
        Path cache = Files.createDirectory(folder.resolve("cache"));

        assertThatThrownBy(() -> StateFolder.empty(folder)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> StateFolder.prepare(folder)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> StateFolder.empty(folder)).isInstanceOf(RefusedException.class);
        assertThat(cache).exists();
    }

    @Test
    void freshTouchesNoFolderThatMuzonDidNotMake() throws Exception {
        Path thesis = Files.writeString(folder.resolve("thesis.odt"), "years of work");

        assertThatThrownBy(() -> StateFolder.empty(folder))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("which Muzon did not make")
                .message()
                .doesNotContain("\n");
        assertThat(thesis).exists();
    }

    @Test
    void aFolderWithOtherThingsIsRefusedBeforeAnythingThereChanges() throws Exception {
        Path etc = Files.createDirectory(folder.resolve("etc"));
        Files.writeString(etc.resolve("passwd"), "root");
        Files.setPosixFilePermissions(etc, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), etc);

        for (Path named : new Path[] {etc, link}) {
            assertThatThrownBy(() -> StateFolder.prepare(named))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage(
                            "The folder " + named + " holds what Muzon did not put there (\"passwd\"): name a new or"
                                    + " an empty one with --state. Nothing was changed.")
                    .extracting(e -> ((RefusedException) e).exitCode())
                    .isEqualTo(2);
        }
        assertThat(rights(etc)).isEqualTo("rwxr-xr-x");
        assertThat(etc.toFile().list()).containsExactly("passwd");
    }

    @Test
    void aFileInPlaceOfTheStateFolderIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("state"), "words");
        Path nowhere = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));

        for (Path named : new Path[] {file, nowhere}) {
            assertThatThrownBy(() -> StateFolder.prepare(named))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("a file is in its place");
        }
        assertThat(file).hasContent("words");
    }

    // "The disk of /proc/x is full" was said.
    @Test
    void aFolderWhereNoneCanBeMadeHadAFullDisk() {
        Path named = Path.of("/proc/muzon/state");

        assertThatThrownBy(() -> StateFolder.requireUsable(named))
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("The folder /proc/muzon/state cannot be made "
                        + "\\((permission denied|/proc takes no files)\\): name another one with --state\\.");
    }

    // "Cannot be made (permission denied)" was said of one that is there.
    @Test
    void aFolderBehindAnotherUsersNamesThatUser() throws Exception {
        assertThat(StateFolder.closed(folder.resolve("state"), folder))
                .hasMessage("The folder " + folder.resolve("state") + " is out of reach: " + folder + " belongs to "
                        + Files.getOwner(folder) + ". Run Muzon as that user, or name another folder with --state.");
    }

    @Test
    void aFolderThatIsYetToBeMadeIsUsable() throws Exception {
        StateFolder.requireUsable(folder.resolve("new/state"));

        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aRunOfAVersionBeforeTheMarkerGoesOn() throws Exception {
        for (String name : new String[] {"logs", "mongo", "tdlib", "cache", "tmp", "images"}) {
            Files.createDirectory(folder.resolve(name));
        }
        for (String name : new String[] {"run.lock", "run.json", "internal-token", "settings-checked"}) {
            Files.createFile(folder.resolve(name));
        }
        StateFolder.prepare(folder);

        Path thesis = Files.writeString(folder.resolve("thesis.odt"), "years of work");
        StateFolder.prepare(folder);

        assertThatThrownBy(() -> StateFolder.empty(folder)).isInstanceOf(RefusedException.class);
        assertThat(thesis).exists();
    }

    @Test
    void dataPutBackByHandIsTaken() throws Exception {
        Files.createDirectory(folder.resolve("mongo"));
        Files.createDirectory(folder.resolve("lost+found"));

        StateFolder.prepare(folder);

        assertThat(rights(folder)).isEqualTo("rwx------");
    }

    @Test
    void freshKeepsModelsThatTheOperatorDownloaded() throws Exception {
        Path models = Files.createDirectory(folder.resolve("models"));
        StateFolder.prepare(folder);

        StateFolder.empty(folder);

        assertThat(models).exists();
    }

    @Test
    @EnabledIf(value = "isRoot", disabledReason = "SKIPPED: only root can give a folder away")
    void aFolderOfAnotherUserIsRefused() throws Exception {
        Files.setAttribute(folder, "unix:uid", 65534);

        assertThatThrownBy(() -> StateFolder.prepare(folder))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("belongs to");
    }

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
