package dev.muzon.testkit.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The key and certificate of hosts that tests stand in for.
 *
 * @param store the key, in PKCS12
 * @param trust the certificate alone, in PKCS12, for programs in Java
 * @param certificate in PEM, for other programs
 */
public record WebKeys(Path store, Path trust, Path certificate) {
    public static final String PASSWORD = "secret";

    /** Makes them in a folder, or takes those that an earlier call made. */
    public static WebKeys in(Path folder, List<String> hosts) throws IOException, InterruptedException {
        var keys = new WebKeys(folder.resolve("web.p12"), folder.resolve("web-trust.p12"), folder.resolve("web.pem"));
        if (!Files.exists(keys.trust())) {
            String names = hosts.stream().map(host -> "dns:" + host).collect(Collectors.joining(",", "san=", ""));
            String first = "CN=" + hosts.getFirst();
            keytool(keys.store(), "-genkeypair", "-keyalg", "EC", "-dname", first, "-ext", names, "-ext", "bc:c");
            keytool(
                    keys.store(),
                    "-exportcert",
                    "-rfc",
                    "-file",
                    keys.certificate().toString());
            keytool(
                    keys.trust(),
                    "-importcert",
                    "-noprompt",
                    "-file",
                    keys.certificate().toString());
        }
        return keys;
    }

    private static void keytool(Path store, String... args) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        command.addAll(List.of(args));
        command.addAll(List.of("-alias", "web", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("no key for the web of a test: " + said);
        }
    }

    /** Returns the side that shows the certificate. */
    public SSLContext server() throws IOException {
        try {
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(read(store), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS with " + store, e);
        }
    }

    /** Returns the side that believes in the certificate and no other. */
    public SSLContext client() throws IOException {
        try {
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(read(trust));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, others.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS with " + trust, e);
        }
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
