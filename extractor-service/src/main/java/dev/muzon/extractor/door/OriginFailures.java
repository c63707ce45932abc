package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;

/** The failures of talking to a server, in the protocol's words. */
final class OriginFailures {
    private OriginFailures() {}

    /** Returns what an exception of the HTTP client says about the server. */
    static Failure of(IOException e, HttpLink link) {
        String detail = link.host() + ": " + e;
        return switch (e) {
            case ProxyException proxy -> proxy.failure();
            case ProxyHandshake.TargetForbidden _ -> Failure.of(FailureCode.URL_FORBIDDEN, detail);
            case UnknownHostException _ -> Failure.of(FailureCode.SOURCE_NO_SUCH_HOST, detail);
            case ConnectTimeoutException _ -> Failure.of(FailureCode.SOURCE_UNAVAILABLE, detail);
            case SocketTimeoutException _ -> Failure.of(FailureCode.SOURCE_TIMEOUT, detail);
            case SSLException tls -> ofTls(tls, detail);
            case ClientProtocolException _, MessageConstraintException _ ->
                Failure.of(FailureCode.SOURCE_NOT_HTTP, detail);
            default -> Failure.of(FailureCode.SOURCE_UNAVAILABLE, detail);
        };
    }

    private static Failure ofTls(SSLException e, String detail) {
        boolean certificate = Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                .anyMatch(
                        cause -> cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException);
        if (certificate) {
            return Failure.of(FailureCode.SOURCE_CERTIFICATE, detail);
        }
        boolean plain = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("unrecognized ssl message");
        return Failure.of(plain ? FailureCode.SOURCE_NOT_HTTP : FailureCode.SOURCE_UNAVAILABLE, detail);
    }

    /** Returns what a status says, for one that is not a success. */
    static Failure of(int status, HttpLink link) {
        FailureCode code = switch (status) {
            case 401, 402, 403, 407, 451, 511 -> FailureCode.SOURCE_FORBIDDEN;
            case 404, 410 -> FailureCode.SOURCE_NOT_FOUND;
            case 416 -> FailureCode.NOT_AUDIO; // not even one byte is there
            case 408, 421, 423, 425, 429 -> FailureCode.SOURCE_UNAVAILABLE; // another time it may answer
            case 501, 505 -> FailureCode.SOURCE_REFUSED;
            default -> status / 100 == 4 ? FailureCode.SOURCE_REFUSED : FailureCode.SOURCE_UNAVAILABLE;
        };
        return Failure.of(code, "HTTP " + status + " from " + link.host());
    }
}
