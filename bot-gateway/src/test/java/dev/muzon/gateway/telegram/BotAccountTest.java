package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.FakeBotApi;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BotAccountTest {
    private final FakeBotApi telegram = new FakeBotApi();
    private long nanos;
    private final BotAccount account = new BotAccount(TestBotApi.at(telegram), () -> nanos);

    @AfterEach
    void close() {
        telegram.close();
    }

    @Test
    void aRenamedBotAnswersToItsNewName() {
        assertThat(account.isCalled("muzonbot")).isTrue();
        later();
        renamed("NewName");

        assertThat(account.isCalled("newname")).isTrue();
        assertThat(account.isCalled("MuzonBot")).isFalse();
        assertThat(account.identity().username()).isEqualTo("NewName");
    }

    @Test
    void namesOfOtherBotsCostOneQuestionAMinute() {
        account.isCalled("MuzonBot");
        for (int i = 0; i < 10; i++) {
            assertThat(account.isCalled("OtherBot")).isFalse();
        }
        assertThat(telegram.calls("getme")).hasSize(1);

        later();
        for (int i = 0; i < 10; i++) {
            assertThat(account.isCalled("OtherBot")).isFalse();
        }
        assertThat(telegram.calls("getme")).hasSize(2);
    }

    @Test
    void anOutageOfTelegramLeavesTheNameAsItWas() {
        account.isCalled("MuzonBot");
        later();
        telegram.refuseNext("getMe", 502, "Bad Gateway");

        assertThat(account.isCalled("OtherBot")).isFalse();
        assertThat(account.isCalled("MuzonBot")).isTrue();
    }

    private void later() {
        nanos += Duration.ofSeconds(61).toNanos();
    }

    private void renamed(String name) {
        telegram.answerNext(
                "getMe",
                200,
                "{\"ok\":true,\"result\":{\"id\":42,\"is_bot\":true,\"first_name\":\"M\",\"username\":\"" + name
                        + "\"}}");
    }
}
