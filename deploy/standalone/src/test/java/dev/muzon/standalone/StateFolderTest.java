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
        StateFolder.prepare(folder);
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
    void aFolderThatHeldSomethingElseBeforeMuzonIsNeverEmptied() throws Exception {
        Path thesis = Files.writeString(folder.resolve("thesis.odt"), "years of work");
        StateFolder.prepare(folder);
        Files.createDirectory(folder.resolve("mongo"));

        assertThatThrownBy(() -> StateFolder.empty(folder)).isInstanceOf(RefusedException.class);
        assertThat(thesis).exists();
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
