package dev.muzon.assistant.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgottenSessionsTest {
    @TempDir
    Path folder;

    @Test
    void sessionsOfAccountsThatTheSettingsNoLongerNameAreFound() throws IOException {
        session("main");
        session("former");
        Files.createDirectory(folder.resolve("no-session"));

        assertThat(ForgottenSessions.find(folder, List.of("main", "second"))).containsExactly("former");
    }

    @Test
    void noForgottenSessionIsFoundBeforeTheFirstLogin() throws IOException {
        assertThat(ForgottenSessions.find(folder.resolve("none"), List.of("main")))
                .isEmpty();
    }

    private void session(String account) throws IOException {
        Files.createDirectory(folder.resolve(account));
        Files.createFile(folder.resolve(account).resolve("td.binlog"));
    }
}
