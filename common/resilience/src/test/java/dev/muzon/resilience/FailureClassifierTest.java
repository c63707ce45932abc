package dev.muzon.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FailureClassifierTest {
    private final FailureClassifier classifier = FailureClassifier.of(List.of());

    @Test
    void aFailureStaysWhatItWasHoweverDeepItIsWrapped() {
        var failure = Failure.of(FailureCode.NOTHING_FOUND, "nocturne");

        assertThat(classifier.classify(new CompletionException(new ExecutionException(failure.asException()))))
                .isSameAs(failure);
    }

    @Test
    void ioErrorsAndTimeoutsAreTransient() {
        assertThat(classifier.classify(new UncheckedIOException(new EOFException())))
                .isInstanceOf(Failure.Transient.class);
        assertThat(classifier.classify(new ExecutionException(new TimeoutException("10 s"))))
                .isEqualTo(Failure.of(FailureCode.INTERNAL_TRANSIENT, "TimeoutException: 10 s"));
    }

    @Test
    void aMongoTimeoutIsToldWithoutTheDriversViewOfTheCluster() {
        var timeout = new MongoTimeoutException("Timed out while waiting for a server that matches"
                + " WritableServerSelector. Client view of cluster state is {type=UNKNOWN,"
                + " servers=[{address=127.0.0.1:27117, type=UNKNOWN, state=CONNECTING,"
                + " exception={com.mongodb.MongoSocketOpenException: Exception opening socket},"
                + " caused by {java.net.ConnectException: Connection refused}}]");

        assertThat(classifier.classify(timeout).detail())
                .isEqualTo("MongoDB does not answer: 127.0.0.1:27117: java.net.ConnectException: Connection refused");
    }

    @Test
    void aMongoTimeoutMeansThatTheStoreIsUnavailable() {
        assertThat(classifier.classify(new IllegalStateException(new MongoTimeoutException("no server"))))
                .isEqualTo(Failure.of(FailureCode.STORE_UNAVAILABLE, "MongoDB: no server"));
    }

    @Test
    void aPausedPoolIsToldByItsAddressAlone() {
        var cleared = new MongoConnectionPoolClearedException(
                new ServerId(new ClusterId("6b0be"), new ServerAddress("127.0.0.1", 27117)), null);

        assertThat(classifier.classify(cleared).detail())
                .startsWith("MongoDB: Connection pool for 127.0.0.1:27117 ")
                .doesNotContain("ClusterId");
    }

    @Test
    void anUnknownThrowableIsCritical() {
        assertThat(classifier.classify(new IllegalStateException("bug")))
                .isEqualTo(Failure.of(FailureCode.INTERNAL, "IllegalStateException: bug"));
    }

    @Test
    void aContributedTableWinsOverTheCommonOne() {
        var own = FailureClassifier.of(List.of(thrown ->
                thrown instanceof EOFException ? Failure.of(FailureCode.SOURCE_TRUNCATED, "ended early") : null));

        assertThat(own.classify(new EOFException()).code()).isEqualTo(FailureCode.SOURCE_TRUNCATED);
    }

    @Test
    void aCircularCauseChainDoesNotHangTheClassifier() {
        var first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(classifier.classify(first).code()).isEqualTo(FailureCode.INTERNAL);
    }
}
