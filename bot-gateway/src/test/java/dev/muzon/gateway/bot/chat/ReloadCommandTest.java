package dev.muzon.gateway.bot.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import org.junit.jupiter.api.Test;

class ReloadCommandTest extends GatewayTest {
    @Test
    void somebodyPromotedAMomentAgoIsRecognisedAfterReload() {
        say("en", "/lang ru");
        assertThat(reply()).isEqualTo("The language is for the whole group: admins choose it.");

        telegram.member(chat, requester, "administrator");
        say("en", "/lang ru");
        assertThat(reply()).isEqualTo("The language is for the whole group: admins choose it.");

        say("en", "/reload");
        assertThat(reply()).startsWith("🔄 Done: 1 admin here. I am not one");
        say("en", "/lang ru");
        assertThat(reply()).contains("по-русски");
    }

    @Test
    void somebodyDemotedAMomentAgoIsRecognisedAfterReload() {
        telegram.member(chat, requester, "administrator");
        telegram.member(chat, FakeBotApi.BOT, "administrator");
        telegram.member(chat, STRANGER, "creator");
        say("en", "/reload");
        assertThat(reply()).isEqualTo("🔄 Done: 2 admins here, and I am one too.");

        telegram.member(chat, requester, "member");
        say("en", "/обновить");
        assertThat(reply()).isEqualTo("Only admins can do that here, because it concerns the whole group.");
        say("en", "/lang ru");
        assertThat(reply()).isEqualTo("The language is for the whole group: admins choose it.");
    }
}
