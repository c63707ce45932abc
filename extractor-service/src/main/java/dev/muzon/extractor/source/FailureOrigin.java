package dev.muzon.extractor.source;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.EnumSet;
import java.util.Set;

/** The rule that says who caused a failure. It decides whether a request is answered or tried again. */
public final class FailureOrigin {
    private static final Set<FailureCode> OURS = EnumSet.of(
            FailureCode.STORE_UNAVAILABLE,
            FailureCode.PEER_UNAVAILABLE,
            FailureCode.OWNED_ELSEWHERE,
            FailureCode.DRAINING);

    private static final Set<FailureCode> OUTAGES =
            EnumSet.of(FailureCode.SOURCE_UNAVAILABLE, FailureCode.SOURCE_TIMEOUT, FailureCode.PROXY_UNAVAILABLE);

    private FailureOrigin() {}

    /**
     * Returns whether our own store or another of our services failed: the same request works later. Everything else
     * says something about the input, its server or our code, and is an answer.
     */
    public static boolean isOurs(Failure failure) {
        return OURS.contains(failure.code());
    }

    /** Returns whether the operator's proxy failed, which says nothing about any source. */
    public static boolean isOfProxy(Failure failure) {
        return failure.code() == FailureCode.PROXY_UNAVAILABLE || failure.code() == FailureCode.PROXY_REFUSED;
    }

    /** Returns whether a server did not answer, or answered that it cannot. The request itself may be fine. */
    public static boolean isOutage(Failure failure) {
        return OUTAGES.contains(failure.code());
    }

    /** Returns whether a source gave no answer and may give one later. It says nothing about what the source has. */
    public static boolean isSilence(Failure failure) {
        return failure instanceof Failure.Transient || failure instanceof Failure.FloodWait;
    }

    /**
     * Returns whether a failure tells nothing of the sound itself: its server is out of reach, or keeps us out. What was
     * fetched before may be played.
     */
    public static boolean isAboutTheServer(Failure failure) {
        return isOutage(failure) || failure.code() == FailureCode.WEB_BOT_CHECK;
    }
}
