package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;

/** The operator's proxy that does not answer, or does not serve us. No source is to blame for it. */
final class ProxyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    private ProxyException(FailureCode code, String message) {
        super(message);
        this.code = code;
    }

    static ProxyException away(ProxyAddress proxy, String reason) {
        return new ProxyException(FailureCode.PROXY_UNAVAILABLE, "the proxy " + proxy + " is away: " + reason);
    }

    static ProxyException refused(ProxyAddress proxy, String reason) {
        return new ProxyException(FailureCode.PROXY_REFUSED, "the proxy " + proxy + " refused: " + reason);
    }

    Failure failure() {
        return Failure.of(code, String.valueOf(getMessage()));
    }
}
