package dev.muzon.gateway.telegram;

import dev.muzon.gateway.support.FakeBotApi;
import java.time.Clock;

/** The real client, pointed at the fake server, for tests of other packages. */
public final class TestBotApi {
    private TestBotApi() {}

    public static BotApi at(FakeBotApi server) {
        return new TelegrambotsApi(
                new TelegramHttp(server.url(), FakeBotApi.TOKEN, new TelegramTime(Clock.systemUTC())));
    }
}
