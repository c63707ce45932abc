package dev.muzon.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class ForeignUserTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void aClientOfTheSameUserIsAnswered() throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory(ANY_PORT)) {
            assertThat(RawClient.answerTo(mongo.address())).isEqualTo("16");
        }
    }

    @Test
    @EnabledIf(value = "mayChangeUser", disabledReason = "SKIPPED: only root can connect as another user")
    void aClientOfAnotherUserIsNotAnswered() throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory(ANY_PORT)) {
            assertThat(RawClient.answerTo(
                            mongo.address(), "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"))
                    .isEqualTo("0");
            assertThat(RawClient.answerTo(mongo.address())).isEqualTo("16");
        }
    }

    static boolean mayChangeUser() throws Exception {
        return new ProcessBuilder("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
