package dev.muzon.sandbox.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests of the recovery of the real libtdjson when the server changes its salts. */
class RecoveryTest extends LoggedInScenario {
    @Test
    void requestsGoOnAfterTheSaltsHaveChanged() {
        client.awaitConnected();
        for (int change = 0; change < 3; change++) {
            telegram.server.renewSalts();

            assertThat(client.ok("searchPublicChat", request -> request.put("username", "muzon_lounge"))
                            .path("title")
                            .asString())
                    .isEqualTo("Muzon Lounge");
            assertThat(client.ok(
                                    "getSupergroupFullInfo",
                                    request -> request.put(
                                            "supergroup_id",
                                            telegram.seed.lounge().channelId()))
                            .path("member_count")
                            .asInt())
                    .isPositive();
        }
    }
}
