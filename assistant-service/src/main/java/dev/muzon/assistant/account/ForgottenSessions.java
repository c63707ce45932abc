package dev.muzon.assistant.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions on the disk whose accounts the settings no longer name. They stay logged in at Telegram. */
final class ForgottenSessions {
    private static final Logger log = LoggerFactory.getLogger(ForgottenSessions.class);
    /** TDLib's file with the session in it. */
    private static final String SESSION = "td.binlog";

    private ForgottenSessions() {}

    /** Logs a warning for each. */
    static void report(Path directory, List<String> accounts) {
        try {
            find(directory, accounts)
                    .forEach(id -> log.warn(
                            "Account {} is logged in but not in MUZON_ACCOUNTS: end it in its list of devices, or delete {}",
                            id,
                            directory.resolve(id)));
        } catch (IOException e) {
            log.warn("Sessions of former accounts not looked for: {}", e.toString());
        }
    }

    static List<String> find(Path directory, List<String> accounts) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(folder -> Files.exists(folder.resolve(SESSION)))
                    .filter(folder -> !LoginMark.isNobodys(folder))
                    .map(folder -> folder.getFileName().toString())
                    .filter(id -> !accounts.contains(id))
                    .sorted()
                    .toList();
        }
    }
}
