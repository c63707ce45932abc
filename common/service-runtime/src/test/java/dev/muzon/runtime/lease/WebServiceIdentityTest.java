package dev.muzon.runtime.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.coordination.lease.Lease;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebServiceIdentityTest {
    private static final URI SELF = URI.create("http://10.1.2.3:8082");

    private static ServiceIdentity start(@Nullable URI selfUrl, boolean alone) {
        return new WebServiceIdentity("assistant-service", selfUrl, 8082, alone);
    }

    private static Lease leaseOf(ServiceIdentity owner) {
        return new Lease("account:main", owner.owner(), owner.address(), 1, Instant.MAX);
    }

    @Test
    void aProcessSucceedsAnEarlierStartAtTheSameConfiguredAddress() {
        assertThat(start(SELF, false).succeeds(leaseOf(start(SELF, false)))).isTrue();
        assertThat(start(SELF, false).succeeds(leaseOf(start(URI.create("http://10.1.2.4:8082"), false))))
                .isFalse();
    }

    @Test
    void aProcessSucceedsAnEarlierStartOnLoopbackOnlyWithALoopbackStore() {
        assertThat(start(null, true).succeeds(leaseOf(start(null, true)))).isTrue();
        assertThat(start(null, false).succeeds(leaseOf(start(null, false))))
                .as("another host may have the same name and address")
                .isFalse();
    }

    @Test
    void aProcessDoesNotSucceedItself() {
        var self = start(SELF, true);

        assertThat(self.succeeds(leaseOf(self))).isFalse();
    }
}
