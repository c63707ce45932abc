package dev.muzon.extractor.source.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muzon.extractor.TestProxy;
import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.extractor.door.ProxyProperties;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.config.Secret;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Tests that the door, where TLS ends, checks the server's certificate. */
class TlsLinkTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final String PASSWORD = "secret";

    @TempDir
    static Path folder;

    private static Path certificate;
    private static TestWeb web;
    private static final List<Door> doors = new ArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        Path store = folder.resolve("store.p12");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=music.example", "-ext", "san=dns:music.example");
        certificate = folder.resolve("certificate.pem");
        keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
        new TestTones(FFMPEG, folder).tone("song", TestTones.Format.MP3, 440, Duration.ofSeconds(2));
        web = TestWeb.secure(tls(store)).folder("/files/", folder);
    }

    @AfterAll
    static void close() {
        doors.forEach(Door::close);
        web.close();
    }

    @Test
    void aTrustedServerPlays() throws Exception {
        assertThat(source(certificate).resolve(link("music.example"))).hasSize(1);
    }

    @Test
    void aTrustedServerOfAnotherNameHasNoValidCertificate() {
        assertThat(failure(source(certificate), link("other.example"))).isEqualTo(FailureCode.SOURCE_CERTIFICATE);
    }

    @Test
    void aServerThatSignedItsOwnCertificateIsNotTrusted() {
        assertThat(failure(source(null), link("music.example"))).isEqualTo(FailureCode.SOURCE_CERTIFICATE);
    }

    @Test
    void aServerWhoseCertificateHasExpiredIsNotTrusted() throws Exception {
        Path authority = folder.resolve("authority.p12");
        keytool(authority, "-genkeypair", "-keyalg", "EC", "-dname", "CN=Authority", "-ext", "bc:c");
        Path trusted = folder.resolve("authority.pem");
        keytool(authority, "-exportcert", "-rfc", "-file", trusted.toString());
        Path store = folder.resolve("expired.p12");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=music.example");
        String request = folder.resolve("request.pem").toString();
        keytool(store, "-certreq", "-file", request);
        String expired = folder.resolve("expired.pem").toString();
        keytool(
                authority,
                "-gencert",
                "-rfc",
                "-infile",
                request,
                "-outfile",
                expired,
                "-ext",
                "san=dns:music.example",
                "-startdate",
                "-10d",
                "-validity",
                "5");
        keytool(store, "-importcert", "-noprompt", "-trustcacerts", "-file", trusted.toString(), "-alias", "authority");
        keytool(store, "-importcert", "-noprompt", "-file", expired);
        try (TestWeb late = TestWeb.secure(tls(store)).folder("/files/", folder)) {
            var query = new TrackQuery.Link("https://music.example:" + late.port() + "/files/song.mp3");
            assertThat(failure(source(trusted), query)).isEqualTo(FailureCode.SOURCE_CERTIFICATE);
        }
    }

    @Test
    void aServerBehindTheOperatorsProxyProvesItsOwnName() throws Exception {
        try (TestProxy proxy = TestProxy.open(null)) {
            NetworkExit exit = new ProxyProperties(new Secret("http://127.0.0.1:" + proxy.port())).exit();
            DirectSource proxied = source(certificate, "93.184.216.34", exit);
            assertThat(proxied.resolve(link("music.example"))).hasSize(1);
            assertThat(failure(proxied, link("other.example"))).isEqualTo(FailureCode.SOURCE_CERTIFICATE);
            assertThat(proxy.targets()).isNotEmpty().containsOnly("93.184.216.34:" + web.port());
        }
    }

    private static FailureCode failure(DirectSource source, TrackQuery query) {
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> source.resolve(query));
        assertThat(thrown).isNotNull();
        return thrown.failure().code();
    }

    private static TrackQuery link(String host) {
        return new TrackQuery.Link("https://" + host + ":" + web.port() + "/files/song.mp3");
    }

    private static DirectSource source(@Nullable Path trusted) {
        return source(trusted, "127.0.0.1", NetworkExit.STRAIGHT);
    }

    private static DirectSource source(@Nullable Path trusted, String address, NetworkExit exit) {
        DirectProperties properties = new DirectProperties(
                List.of(IpNetwork.valueOf("127.0.0.1/32")),
                List.of(),
                50,
                DataSize.ofMegabytes(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20));
        AddressGuard guard = new AddressGuard(
                properties.allowedNetworks(), List.of(), host -> new InetAddress[] {InetAddress.ofLiteral(address)});
        Door door = new Door(guard, trust(trusted), properties.doorLimits(), exit);
        doors.add(door);
        return new DirectSource(properties, door, new Ffprobe(FFMPEG));
    }

    /** Returns the system's trust, or trust in one certificate only. */
    private static SSLContext trust(@Nullable Path pem) {
        try {
            if (pem == null) {
                return SSLContext.getDefault();
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            try (InputStream in = Files.newInputStream(pem)) {
                store.setCertificateEntry(
                        "web", CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void keytool(Path store, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        command.addAll(List.of(args));
        if (!command.contains("-alias")) {
            command.addAll(List.of("-alias", "web"));
        }
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static SSLContext tls(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
