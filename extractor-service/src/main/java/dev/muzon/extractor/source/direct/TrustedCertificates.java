package dev.muzon.extractor.source.direct;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities that this JVM trusts, as a PEM file for ffmpeg: one trust store is configured, not two. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /** Writes them to a file that is deleted with the process. */
    static Path asPemFile() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
            StringBuilder pem = new StringBuilder();
            for (X509Certificate authority : Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .toList()) {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(base64.encodeToString(authority.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            }
            Path file = Files.createTempFile("muzon-trusted", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, pem, StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the trusted certificates cannot be written for ffmpeg", e);
        }
    }
}
