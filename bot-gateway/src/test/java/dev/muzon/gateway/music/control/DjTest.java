package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.protocol.player.PlayerCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The right to control the music that administrators give to members. */
class DjTest extends GatewayTest {
    private static final long ADMIN = 8;
    private static final long MEMBER = 21;

    @BeforeEach
    void anAdministratorAndMusicOfSomebodyElse() {
        telegram.member(chat, ADMIN, "administrator");
        telegram.member(chat, MEMBER, "member");
        player.shows(playing(5));
    }

    @Test
    void aMemberWhoBecameADjStopsOthersMusicUntilThatIsTakenBack() {
        assertThat(said(ADMIN, "boss", "/dj @Lena"))
                .startsWith("🎧 A person called @\u2060Lena may now control the music here as admins do. I can't see");
        said(MEMBER, "lena", "/pause");
        assertThat(commands()).last().satisfies(it -> assertThat(it.command()).isEqualTo(new PlayerCommand.Pause()));
        assertThat(said(STRANGER, null, "/dj"))
                .isEqualTo("🎧 DJs of this group: @\u2060Lena. They control the music as admins do.");

        assertThat(said(ADMIN, "boss", "/undj @lena")).contains("is not a DJ here any more");
        assertThat(said(MEMBER, "lena", "/stop")).startsWith("This is other people's music");
    }

    // The bot could not see whether there was such a person, who had written a moment ago.
    @Test
    void aPersonWhoHadJustWrittenWasUnknownByTheirPublicName() {
        assertThat(said(MEMBER, "lena", "/pause")).startsWith("This is other people's music");
        assertThat(said(ADMIN, "boss", "/dj @Lena"))
                .contains(" is a DJ here now")
                .doesNotContain("I can't see");

        said(MEMBER, "renamed", "/pause");
        assertThat(commands()).hasSize(1);
    }

    @Test
    void theAuthorOfAnAnsweredMessageBecomesADjByTheirId() {
        ObjectNode message = message(ADMIN, "boss", "/dj");
        ObjectNode replied = message.putObject("reply_to_message");
        replied.put("message_id", 3).put("text", "hello");
        replied.putObject("from").put("id", MEMBER).put("is_bot", false).put("first_name", "Lena");
        assertThat(said(message)).startsWith("🎧 Lena is a DJ here now");
        said(MEMBER, "renamed", "/pause");
        assertThat(commands()).hasSize(1);
    }

    @Test
    void onlyAdministratorsMakeDjs() {
        assertThat(said(MEMBER, "lena", "/dj @lena")).startsWith("Only admins");
        assertThat(said(MEMBER, "lena", "/undj @boss")).startsWith("Only admins");
        assertThat(said(MEMBER, "lena", "/dj")).startsWith("This group has no DJ.");
        assertThat(said(ADMIN, "boss", "/dj somebody")).contains("Whom?");
    }

    // "Whom?" was the answer, and the way to write it that was meant already.
    @Test
    void aNameThatIsTooShortWasAnsweredWithTheUsage() {
        assertThat(said(ADMIN, "boss", "/dj @abc"))
                .startsWith("@\u2060abc can't be a public name on Telegram: those have 4 to 32 Latin letters");
        assertThat(said(ADMIN, "boss", "/undj @1abc")).contains("begin with a letter");
    }

    private String said(long person, String username, String text) {
        return said(message(person, username, text));
    }

    private ObjectNode message(long person, String username, String text) {
        ObjectNode message = telegram.message(chat, person, "en", text);
        if (username != null) {
            ((ObjectNode) message.path("from")).put("username", username);
        }
        return message;
    }

    private String said(ObjectNode message) {
        int before = sent().size();
        telegram.update("message", message.toString());
        await().untilAsserted(() -> assertThat(sent()).hasSizeGreaterThan(before));
        return sent().stream()
                .map(FakeBotApi.Call::text)
                .reduce((_, last) -> last)
                .orElseThrow();
    }
}
