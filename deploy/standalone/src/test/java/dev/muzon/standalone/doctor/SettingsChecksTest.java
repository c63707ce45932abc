package dev.muzon.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsChecksTest {
    @TempDir
    private Path folder;

    // Who had installed the bot read "Only my owner can do that", and nothing named OWNER_ID.
    @Test
    void nothingSaidThatNoOwnerIsSet() throws Exception {
        assertThat(findings(Map.of()))
                .contains(Finding.warning(
                        "no owner is set: nobody can use /diagnose, /stats and the bot's other commands for owners",
                        "set your Telegram user id as OWNER_ID in the file"));
        assertThat(findings(Map.of("OWNER_ID", "7"))).contains(Finding.well("the bot has an owner"));
    }

    @Test
    void aMissingMusicFolderNamesThePlaceToCorrect() throws Exception {
        Path music = folder.resolve("music");

        assertThat(findings(Map.of("MUZON_LIBRARY_DIR", music.toString())))
                .contains(Finding.broken(
                        "the music folder " + music + " does not exist", "correct MUZON_LIBRARY_DIR in the file"));
    }

    @Test
    void withoutAMusicFolderSearchesWereSaidToFindNothingAlthoughYoutubeIsSearched() throws Exception {
        String servers = "subsonic+https://user:password@music.example";

        assertThat(withoutFolder(Map.of(), false)).isEqualTo("links and replies play, searches find nothing");
        assertThat(withoutFolder(Map.of("MUZON_MUSIC_SERVERS", servers), false))
                .isEqualTo("words are searched on the music servers");
        assertThat(withoutFolder(Map.of("MUZON_SOURCES_DISABLED", "youtubemusic,soundcloud,bandcamp,archive"), true))
                .isEqualTo("words are searched on YouTube");
        assertThat(withoutFolder(
                        Map.of("MUZON_SOURCES_DISABLED", "direct, web,youtubemusic,soundcloud,bandcamp,archive"), true))
                .isEqualTo("links and replies play, searches find nothing");
    }

    @Test
    void onlyYoutubeWasNamedAlthoughMoreSitesAreSearched() throws Exception {
        assertThat(withoutFolder(Map.of(), true))
                .isEqualTo("words are searched on YouTube Music, on YouTube, on SoundCloud, on Bandcamp and in the"
                        + " Internet Archive");
        assertThat(withoutFolder(Map.of("MUZON_SEARCH_JAMENDO_CLIENT", "abc"), false))
                .isEqualTo("words are searched on Jamendo");
        assertThat(withoutFolder(Map.of("MUZON_SOURCES_DISABLED", "bandcamp, archive"), true))
                .isEqualTo("words are searched on YouTube Music, on YouTube and on SoundCloud");
    }

    private String withoutFolder(Map<String, String> given, boolean web) throws InterruptedException {
        return findings(given, _ -> false, web).stream()
                .map(Finding::what)
                .filter(what -> what.startsWith("no music folder: "))
                .map(what -> what.substring("no music folder: ".length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFileAsMusicFolderIsAProblem() throws Exception {
        Path music = Files.createFile(folder.resolve("song.mp3"));

        assertThat(findings(Map.of("MUZON_LIBRARY_DIR", music.toString())))
                .contains(Finding.broken(
                        "the music folder " + music + " is a file", "correct MUZON_LIBRARY_DIR in the file"));
    }

    @Test
    void anAddressOfAnotherKindIsNotTakenForMongoDb() throws Exception {
        assertThat(findings(Map.of("MONGO_DB_URI", "http://x")))
                .contains(Finding.broken(
                        "MONGO_DB_URI does not begin with mongodb:// or mongodb+srv://",
                        "correct MONGO_DB_URI in the file"))
                .noneMatch(finding -> finding.what().contains("SRV"));
    }

    @Test
    void aSettingThatIsKnownToBeWrongIsNotToldAgain() throws Exception {
        assertThat(findings(Map.of("MONGO_DB_URI", "http://x"), "MONGO_DB_URI"::equals))
                .noneMatch(finding -> finding.what().contains("MONGO"));
    }

    @Test
    void anUnreachableBotApiIsToldWithoutNamesOfClasses() throws Exception {
        assertThat(findings(Map.of(
                        "BOT_TOKEN",
                        "123456:AAFakeTokenFakeTokenFakeTokenFakeTok",
                        "MUZON_TELEGRAM_API_URL",
                        "http://127.0.0.1:1")))
                .contains(Finding.broken(
                        "Telegram's Bot API cannot be reached (nothing accepts the connection)",
                        "check the network or proxy"));
    }

    @Test
    void aProxyThatAcceptsAndSaysNothingIsNotTakenForTelegram() throws Exception {
        try (ServerSocket server = closingServer()) {
            assertThat(findings(Map.of("MUZON_TDLIB_PROXY", "socks5://127.0.0.1:" + server.getLocalPort())))
                    .anySatisfy(finding -> {
                        assertThat(finding.level()).isEqualTo(Finding.Level.BROKEN);
                        assertThat(finding.what())
                                .startsWith("Telegram's server for accounts does not answer through the proxy of"
                                        + " MUZON_TDLIB_PROXY: assistants cannot log in");
                        assertThat(finding.fix())
                                .isEqualTo("start the proxy, or correct MUZON_TDLIB_PROXY in the file");
                    });
        }
    }

    @Test
    void theProxyOfTheSourcesIsLookedForWhereOneIsSet() throws Exception {
        try (ServerSocket server = closingServer()) {
            String proxy = "http://anna:secret@127.0.0.1:" + server.getLocalPort();
            assertThat(findings(Map.of("MUZON_SOURCES_PROXY", proxy)))
                    .anySatisfy(finding -> {
                        assertThat(finding.level()).isEqualTo(Finding.Level.WELL);
                        assertThat(finding.what()).startsWith("the proxy of MUZON_SOURCES_PROXY accepts connections");
                    })
                    .noneSatisfy(finding -> assertThat(finding.toString()).contains("secret"));
        }
        assertThat(findings(Map.of("MUZON_SOURCES_PROXY", "socks5://127.0.0.1:1")))
                .anySatisfy(finding -> {
                    assertThat(finding.level()).isEqualTo(Finding.Level.BROKEN);
                    assertThat(finding.what()).startsWith("the proxy of MUZON_SOURCES_PROXY does not answer");
                    assertThat(finding.fix()).contains("MUZON_SOURCES_PROXY in the file");
                });
        assertThat(findings(Map.of()))
                .noneSatisfy(finding -> assertThat(finding.what()).contains("MUZON_SOURCES_PROXY"));
    }

    private static ServerSocket closingServer() throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    socket.shutdownOutput();
                } catch (IOException _) {
                    return;
                }
            }
        });
        return server;
    }

    // assistant-service makes the folder before anybody logs in.
    @Test
    void aFolderOfAnAccountWasTakenForALogin() throws Exception {
        Path sessions = folder.resolve("tdlib");
        Files.createDirectories(sessions.resolve("main"));

        assertThat(findings(Map.of()))
                .contains(Finding.well("each assistant account has a folder in " + sessions
                        + ". Whether it is logged in, ./muzon status tells while Muzon runs"));
        assertThat(findings(Map.of("MUZON_ACCOUNTS", "main,second")))
                .contains(Finding.warning(
                        "not logged in yet: second", "open the link that ./muzon up prints, and scan the QR code"));
    }

    /** Looks with a proxy that nothing answers on, unless one is given: no test dials the outside. */
    private List<Finding> findings(Map<String, String> given) throws InterruptedException {
        return findings(given, _ -> false);
    }

    private List<Finding> findings(Map<String, String> given, Predicate<String> wrong) throws InterruptedException {
        return findings(given, wrong, false);
    }

    private List<Finding> findings(Map<String, String> given, Predicate<String> wrong, boolean web)
            throws InterruptedException {
        Map<String, String> settings = new HashMap<>(Map.of("MUZON_TDLIB_PROXY", "socks5://127.0.0.1:1"));
        settings.putAll(given);
        List<Finding> findings = new ArrayList<>();
        for (Check check : new SettingsChecks(
                        settings, name -> name + " in the file", folder, wrong, web, Duration.ofSeconds(5))
                .all()
                .toList()) {
            findings.add(check.look());
        }
        return findings;
    }
}
