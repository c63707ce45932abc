package dev.muzon.protocol.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsFoundByTheNameOfItsSetting() {
        Map<String, String> environment = Map.of(
                "BOT_TOKEN_FILE", " /run/token ", "SSL_CERT_FILE", "/etc/ca", "API_HASH_FILE", "", "BOT_TOKEN", "a");

        assertThat(SettingFile.in(environment, name -> !name.equals("SSL_CERT")))
                .containsExactly(new SettingFile("BOT_TOKEN", "/run/token"));
        assertThat(new SettingFile("BOT_TOKEN", "/run/token").variable()).isEqualTo("BOT_TOKEN_FILE");
    }

    @Test
    void theLineBreakAtTheEndOfAFileIsNoPartOfItsValue() throws Exception {
        assertThat(content(file("secret", "rw-------", "1:a\n"))).isEqualTo(new SettingFile.Content("1:a", "", false));
    }

    @Test
    void aFileThatEveryUserMayReadIsToldApart() throws Exception {
        assertThat(content(file("open", "rw-r--r--", "1:a")).open()).isTrue();
        assertThat(content(file("closed", "rw-r-----", "1:a")).open()).isFalse();
    }

    @Test
    void whatIsWrongWithAFileIsOneSentenceWithItsName() throws Exception {
        Path missing = folder.resolve("missing");
        Path empty = file("empty", "rw-------", " \n");
        Path large = file("large", "rw-------", "a".repeat(70_000));
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        Path nul = file("nul", "rw-------", "1:secret\0\n");

        assertThat(content(nul).problem()).isEqualTo("names a file with a NUL byte, which no setting can have: " + nul);
        assertThat(content(missing).problem()).isEqualTo("names no file: there is no " + missing);
        assertThat(content(folder).problem()).isEqualTo("names a folder or a device, not a file: " + folder);
        assertThat(content(empty).problem()).isEqualTo("names an empty file: " + empty);
        assertThat(content(large).problem()).isEqualTo("names a file that is too large for a setting: " + large);
        assertThat(content(binary).problem()).isEqualTo("names a file that is not text in UTF-8");
        assertThat(content(empty).isUsable()).isFalse();
    }

    private SettingFile.Content content(Path file) {
        return new SettingFile("BOT_TOKEN", file.toString()).read();
    }

    private Path file(String name, String rights, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
}
