package dev.muzon.standalone.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {
    @TempDir
    private Path folder;

    @Test
    void everyCommonFormOfALineIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), """
                # the bot
                BOT_TOKEN=12345:abc=def

                export API_ID = 7
                API_HASH="0123"
                COOKIES_URL='https://host/$HOME?a=b#c'
                """);

        assertThat(DotEnv.read(file).settings())
                .containsEntry("BOT_TOKEN", "12345:abc=def")
                .containsEntry("API_ID", "7")
                .containsEntry("API_HASH", "0123")
                .containsEntry("COOKIES_URL", "https://host/$HOME?a=b#c")
                .hasSize(4);
    }

    @Test
    void badLinesAreNamedWithoutTheirSecretsAndTheOthersAreRead() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "A=1\nsecret-without-a-name\nB=2\n=another\n");

        DotEnv read = DotEnv.read(file);

        assertThat(read.settings()).containsOnly(entry("A", "1"), entry("B", "2"));
        assertThat(read.complaints(file)).containsExactly(file + ", lines 2, 4: expected NAME=value or # comment");
    }

    // The token stood on the terminal, and neither the file nor the line.
    @Test
    void aNulByteIsNamedWithItsLineAndWithoutTheValue() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "API_ID=7\nBOT_TOKEN=1:se\0cret\0\n");

        DotEnv read = DotEnv.read(file);

        assertThat(read.settings()).containsEntry("BOT_TOKEN", "1:secret");
        assertThat(read.complaints(file))
                .containsExactly(file + ", line 2: a NUL byte stands there, which no editor shows");
    }

    @Test
    void aNameThatIsSetTwiceIsNamedWithItsLinesAndWithoutItsValues() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "BOT_TOKEN=1:a\nAPI_ID=7\nexport BOT_TOKEN=2:b\n");

        DotEnv read = DotEnv.read(file);

        assertThat(read.settings()).containsEntry("BOT_TOKEN", "2:b");
        assertThat(read.complaints(file)).containsExactly(file + ", lines 1, 3: BOT_TOKEN is set more than once");
    }

    @Test
    void aByteOrderMarkIsLeftOut() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "\uFEFFBOT_TOKEN=1:a\r\nAPI_ID=7\r\n");

        assertThat(DotEnv.read(file).settings()).containsOnly(entry("BOT_TOKEN", "1:a"), entry("API_ID", "7"));
    }

    @Test
    void aMissingFileHasNoSettings() throws IOException {
        assertThat(DotEnv.read(folder.resolve("none")).settings()).isEmpty();
    }
}
