package dev.muzon.extractor.source.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.rest.SourceView;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The accounts of an operator, their turns and their rest. */
class CookiePoolTest {
    static final CookiePool NOBODY =
            new CookiePool(null, Path.of("nowhere"), new MonotonicClock(Clock.systemUTC()), new SimpleMeterRegistry());

    private static final String YOU_TUBE = "www.youtube.com";

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private long nanos;
    private final MonotonicClock clock = new MonotonicClock(TestClock.create(), () -> nanos);

    private CookiePool pool() {
        return new CookiePool(folder, folder.resolve("copies"), clock, meters);
    }

    static String cookies(String domain, String value) {
        return "# Netscape HTTP Cookie File\n\n." + domain + "\tTRUE\t/\tTRUE\t4000000000\tLOGIN_INFO\t" + value
                + "\n#HttpOnly_." + domain + "\tTRUE\t/\tTRUE\t0\tSAPISID\t" + value + "\n";
    }

    private Path file(String name, String domain, String value) throws IOException {
        return Files.writeString(folder.resolve(name), cookies(domain, value));
    }

    private static String taken(CookiePool pool, String host) {
        CookiePool.Account account = pool.take(host);
        return account == null ? "none" : String.valueOf(account.file().getFileName());
    }

    @Test
    void accountsTakeTurns() throws Exception {
        file("a.txt", "youtube.com", "1");
        file("b.txt", "youtube.com", "2");
        CookiePool pool = pool();
        assertThat(Stream.generate(() -> taken(pool, YOU_TUBE)).limit(4))
                .containsExactly("a.txt", "b.txt", "a.txt", "b.txt");
    }

    // Compose mounts a folder in any case.
    @Test
    void aFolderWithoutFilesIsAnOperatorWithoutAccounts() throws Exception {
        CookiePool pool = pool();
        assertThat(pool.accounts()).isNull();
        assertThat(taken(pool, YOU_TUBE)).isEqualTo("none");

        file("a.txt", "youtube.com", "1");
        assertThat(pool.accounts()).isEqualTo(new SourceView.Accounts(1, 0, 0));
    }

    // Kubernetes mounts a Secret as links, and replaces it by turning one of them.
    @Test
    void aSecretThatKubernetesReplacesIsReadAgain() throws Exception {
        Path first = Files.createDirectories(folder.resolve("..2026_11_29_1"));
        Files.writeString(first.resolve("a.txt"), cookies("youtube.com", "1"));
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        Files.createSymbolicLink(folder.resolve("a.txt"), Path.of("..data/a.txt"));
        CookiePool pool = pool();
        CookiePool.Account account = Objects.requireNonNull(pool.take(YOU_TUBE));
        pool.heard(account, CookieText.of(cookies("youtube.com", "rotated")));

        Path second = Files.createDirectories(folder.resolve("..2026_11_29_2"));
        Files.writeString(second.resolve("a.txt"), cookies("youtube.com", "2"));
        Files.setLastModifiedTime(
                second.resolve("a.txt"), FileTime.from(Instant.now().plusSeconds(60)));
        Files.delete(data);
        Files.createSymbolicLink(data, second.getFileName());

        assertThat(Objects.requireNonNull(pool.take(YOU_TUBE)).cookies().value())
                .contains("LOGIN_INFO\t2");
    }

    @Test
    void anAccountIsShownToItsOwnSitesOnly() throws Exception {
        file("a.txt", "vimeo.com", "1");
        CookiePool pool = pool();
        assertThat(taken(pool, "player.vimeo.com")).isEqualTo("a.txt");
        assertThat(taken(pool, YOU_TUBE)).isEqualTo("none");
        assertThat(taken(pool, "notvimeo.com")).isEqualTo("none");
    }

    @Test
    void anAccountThatWasRefusedRestsForAnHour() throws Exception {
        file("a.txt", "youtube.com", "1");
        file("b.txt", "youtube.com", "2");
        CookiePool pool = pool();
        pool.refused(Objects.requireNonNull(pool.take(YOU_TUBE)), "web.bot-check");

        assertThat(taken(pool, YOU_TUBE)).isEqualTo("b.txt");
        assertThat(taken(pool, YOU_TUBE)).isEqualTo("b.txt");
        assertThat(pool.accounts()).isEqualTo(new SourceView.Accounts(1, 1, 0));
        assertThat(meters.get("muzon.ytdlp.cookies")
                        .tag("state", "resting")
                        .gauge()
                        .value())
                .isEqualTo(1);

        nanos += CookiePool.REST.toNanos();
        assertThat(taken(pool, YOU_TUBE)).isEqualTo("a.txt");
    }

    @Test
    void anAccountThatOnePageShutsOutGoesOn() throws Exception {
        file("a.txt", "youtube.com", "1");
        CookiePool pool = pool();
        CookiePool.Account account = Objects.requireNonNull(pool.take(YOU_TUBE));
        pool.shutOut(account, "page 1");
        pool.shutOut(account, "page 1");
        pool.heard(account, null);
        pool.shutOut(account, "page 2");
        assertThat(taken(pool, YOU_TUBE)).isEqualTo("a.txt");

        pool.shutOut(account, "page 3");
        assertThat(taken(pool, YOU_TUBE)).isEqualTo("none");
    }

    @Test
    void aFileThatIsReplacedIsReadyAtOnce() throws Exception {
        Path file = file("a.txt", "youtube.com", "1");
        CookiePool pool = pool();
        pool.refused(Objects.requireNonNull(pool.take(YOU_TUBE)), "web.bot-check");
        assertThat(taken(pool, YOU_TUBE)).isEqualTo("none");

        file("a.txt", "youtube.com", "2");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(Objects.requireNonNull(pool.take(YOU_TUBE)).cookies().value())
                .contains("LOGIN_INFO\t2");
    }

    // Copying a file keeps its time, which may be before that of the private copy.
    @Test
    void aFileThatWasReplacedByAnOlderOneWasNotRead() throws Exception {
        Path file = file("a.txt", "youtube.com", "1");
        CookiePool pool = pool();
        pool.heard(Objects.requireNonNull(pool.take(YOU_TUBE)), CookieText.of(cookies("youtube.com", "rotated")));

        file("a.txt", "youtube.com", "2");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        for (CookiePool asked : List.of(pool, pool())) {
            assertThat(Objects.requireNonNull(asked.take(YOU_TUBE)).cookies().value())
                    .contains("LOGIN_INFO\t2");
        }
    }

    @Test
    void whatAPageMadeOfAFileThatWasReplacedMeanwhileIsForgotten() throws Exception {
        Path file = file("a.txt", "youtube.com", "1");
        CookiePool pool = pool();
        CookiePool.Account old = Objects.requireNonNull(pool.take(YOU_TUBE));
        file("a.txt", "youtube.com", "2");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(taken(pool, YOU_TUBE)).isEqualTo("a.txt");

        pool.heard(old, CookieText.of(cookies("youtube.com", "rotated")));
        pool.refused(old, "web.bot-check");

        assertThat(Objects.requireNonNull(pool.take(YOU_TUBE)).cookies().value())
                .contains("LOGIN_INFO\t2");
    }

    @Test
    void aCopyGoesWithItsFileAndNothingOfAKilledProcessStays() throws Exception {
        Path file = file("a.txt", "youtube.com", "1");
        file("b.txt", "youtube.com", "2");
        CookiePool pool = pool();
        for (String value : List.of("first", "second")) {
            pool.heard(Objects.requireNonNull(pool.take(YOU_TUBE)), CookieText.of(cookies("youtube.com", value)));
        }
        Path killed = Files.createTempFile(copies().getFirst().getParent(), "cookies-", ".part");
        Files.setLastModifiedTime(killed, FileTime.from(Instant.EPOCH));

        Files.delete(file);
        assertThat(taken(pool(), YOU_TUBE)).isEqualTo("b.txt");

        assertThat(copies())
                .singleElement()
                .satisfies(copy -> assertThat(copy).content().contains("second"));
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("copies"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void changedCookiesOutlastARestartInAPrivateCopy() throws Exception {
        Path file = file("a.txt", "youtube.com", "1");
        CookiePool pool = pool();
        CookiePool.Account account = Objects.requireNonNull(pool.take(YOU_TUBE));
        pool.heard(account, CookieText.of(cookies("youtube.com", "rotated")));

        assertThat(Objects.requireNonNull(pool.take(YOU_TUBE)).cookies().value())
                .contains("rotated");
        assertThat(Objects.requireNonNull(pool().take(YOU_TUBE)).cookies().value())
                .contains("rotated");
        assertThat(file).hasContent(cookies("youtube.com", "1"));
        assertThat(copies())
                .singleElement()
                .satisfies(copy -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void aSiteCannotAddCookiesOfOthers() throws Exception {
        file("a.txt", "vimeo.com", "1");
        CookiePool pool = pool();
        pool.heard(Objects.requireNonNull(pool.take("vimeo.com")), CookieText.of(cookies("youtube.com", "rotated")));
        assertThat(taken(pool, YOU_TUBE)).isEqualTo("none");
    }

    @Test
    void filesThatCannotBeUsedAreCounted() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "[{\"name\": \"secret\"}]");
        file("b.txt", "youtube.com", "1");
        Files.writeString(folder.resolve("notes.md"), "not a file of cookies");
        assertThat(pool().accounts()).isEqualTo(new SourceView.Accounts(1, 0, 1));
        assertThat(NOBODY.accounts()).isNull();
    }

    @Test
    void oneFileIsAPoolToo() throws Exception {
        Path file = file("cookies", "youtube.com", "1");
        var pool = new CookiePool(file, folder.resolve("copies"), clock, meters);
        assertThat(taken(pool, YOU_TUBE)).isEqualTo("cookies");
    }

    @Test
    void cookiesAreNotPrinted() throws Exception {
        file("a.txt", "youtube.com", "precious");
        CookiePool.Account account = Objects.requireNonNull(pool().take(YOU_TUBE));
        assertThat(account.toString()).doesNotContain("precious");
        assertThat(YtDlpQuestion.link("https://a.example/", 1)
                        .as(account.cookies())
                        .toString())
                .doesNotContain("precious");
    }

    /** Lines that yt-dlp does not understand would be printed by it. */
    @Test
    void onlyLinesThatAreCookiesAreTaken() {
        String odd = cookies("youtube.com", "1") + "precious line\n.youtube.com\tTRUE\t/\tTRUE\tsoon\tA\tprecious\n";
        assertThat(CookieText.of(odd).value()).doesNotContain("precious").contains("SAPISID");
    }

    @ParameterizedTest
    @CsvSource({"'', first line", "'{}', first line", "'# Netscape HTTP Cookie File\n', no cookie"})
    void aFileOfAnotherFormIsRefusedInWords(String text, String why) {
        assertThatThrownBy(() -> CookieText.of(text.replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
