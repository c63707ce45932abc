package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MuzonTest {
    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void aRelativePathIsRelativeToWhereThePersonStands() throws Exception {
        Files.writeString(folder.resolve("here.env"), "not a setting\n");

        assertThat(run("up", "--env", "here.env")).isEqualTo(1);
        assertThat(said.toString()).contains(folder.resolve("here.env") + ", line 1");
    }

    @Test
    void missingSettingsAreNamedInOneLine() {
        assertThat(run("up", "--env", "none.env", "--state", "state")).isEqualTo(2);
        assertThat(said.toString())
                .contains("Set BOT_TOKEN, API_ID, API_HASH in " + folder.resolve("none.env"))
                .hasLineCount(1);
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void freshInAForeignFolderIsRefusedInOneLine() throws Exception {
        Files.createFile(folder.resolve("thesis.odt"));

        int code = run("demo", "--fresh", "--state", ".");

        assertThat(code).isEqualTo(2);
        assertThat(said.toString())
                .contains("--fresh would delete what lies in " + folder)
                .hasLineCount(1);
        assertThat(folder.resolve("thesis.odt")).exists();
    }

    @Test
    void aMissingMusicFolderIsRefused() {
        assertThat(run("demo", "--library", "nowhere", "--state", "state")).isEqualTo(2);
        assertThat(said.toString()).contains("The music folder " + folder.resolve("nowhere"));
    }

    private int run(String... arguments) {
        CommandLine command = Muzon.commandLine(folder).setErr(new PrintWriter(said, true));
        String[] all = new String[arguments.length + 2];
        all[0] = "--root";
        all[1] = Path.of("../..").toAbsolutePath().normalize().toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return command.execute(all);
    }
}
