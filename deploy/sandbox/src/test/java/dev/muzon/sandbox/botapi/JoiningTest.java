package dev.muzon.sandbox.botapi;

import static dev.muzon.sandbox.botapi.BotFixture.json;
import static dev.muzon.sandbox.botapi.BotFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.sandbox.world.JoinOutcome;
import dev.muzon.sandbox.world.JoinPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Invite links with limits, and joining with an admin's approval. */
class JoiningTest {
    @RegisterExtension
    private final BotFixture bot = new BotFixture();

    private long kitchen;
    private long first;
    private long second;

    @BeforeEach
    void people() {
        kitchen = bot.seed.kitchen().id();
        first = bot.seed.assistants().getFirst().id();
        second = bot.seed.assistants().getLast().id();
    }

    @Test
    void aLinkShowsItsLimitsAndKeepsThem() throws Exception {
        long expires = bot.clock.instant().plus(Duration.ofMinutes(10)).getEpochSecond();
        var link = create("name", "assistant", "member_limit", 1, "expire_date", expires);
        assertThat(link).isEqualTo(json("""
                        {"invite_link": "%s", "name": "assistant", "expire_date": %d, "member_limit": 1,
                         "creator": {"id": 1000001, "is_bot": true, "first_name": "Muzon", "username": "muzon_test_bot"},
                         "creates_join_request": false, "is_primary": false, "is_revoked": false}""".formatted(link.at("/invite_link").asString(), expires)));
        assertThat(use(link, first)).isEqualTo(JoinOutcome.JOINED);
        assertThat(use(link, second)).isEqualTo(JoinOutcome.EXPIRED);
    }

    @Test
    void aLinkEndsAtItsDate() throws Exception {
        var link = create(
                "expire_date", bot.clock.instant().plus(Duration.ofMinutes(1)).getEpochSecond());
        bot.clock.advance(Duration.ofMinutes(2));
        assertThat(use(link, first)).isEqualTo(JoinOutcome.EXPIRED);
        assertThat(create("expire_date", 1)).isEqualTo(refusal(400, "Bad Request: EXPIRE_DATE_INVALID"));
    }

    @Test
    void aLimitAndApprovalExcludeEachOther() throws Exception {
        assertThat(create("member_limit", 1, "creates_join_request", true))
                .isEqualTo(refusal(
                        400,
                        "Bad Request: member limit can't be specified for links requiring administrator approval"));
    }

    @Test
    void aRevokedLinkLetsNobodyIn() throws Exception {
        var link = create();
        var revoked = bot.call(
                "revokeChatInviteLink",
                "chat_id",
                kitchen,
                "invite_link",
                link.at("/invite_link").asString());
        assertThat(revoked.at("/is_revoked").asBoolean()).isTrue();
        assertThat(use(link, first)).isEqualTo(JoinOutcome.EXPIRED);
    }

    @Test
    void anEditedLinkHasItsNewLimits() throws Exception {
        var link = create("member_limit", 1);
        var edited = bot.call(
                "editChatInviteLink",
                "chat_id",
                kitchen,
                "invite_link",
                link.at("/invite_link").asString(),
                "creates_join_request",
                true);
        assertThat(edited.at("/creates_join_request").asBoolean()).isTrue();
        assertThat(edited.has("member_limit")).isFalse();
    }

    @Test
    void anApprovedRequestLetsTheUserInAndTellsSo() throws Exception {
        bot.call("getUpdates", "allowed_updates", List.of("chat_join_request", "chat_member"));
        var link = create("name", "by approval", "creates_join_request", true);
        assertThat(use(link, first)).isEqualTo(JoinOutcome.REQUEST_SENT);
        awaitPending(1);
        var request = bot.call("getUpdates").at("/0/chat_join_request");
        assertThat(request.at("/from/id").asLong()).isEqualTo(first);
        assertThat(request.at("/user_chat_id").asLong()).isEqualTo(first);
        assertThat(request.at("/chat/id").asLong()).isEqualTo(kitchen);
        assertThat(request.at("/invite_link/name").asString()).isEqualTo("by approval");
        assertThat(request.at("/invite_link/pending_join_request_count").asInt())
                .isEqualTo(1);

        assertThat(answer("approve", first)).isEqualTo(json("true"));
        awaitPending(2);
        var joined = bot.call("getUpdates").at("/1/chat_member");
        assertThat(joined.at("/old_chat_member/status").asString()).isEqualTo("left");
        assertThat(joined.at("/new_chat_member/status").asString()).isEqualTo("member");
        assertThat(joined.at("/via_join_request").asBoolean()).isTrue();
        assertThat(joined.at("/invite_link/invite_link")).isEqualTo(link.at("/invite_link"));
    }

    @Test
    void aDeclinedRequestLetsNobodyIn() throws Exception {
        var link = create("creates_join_request", true);
        use(link, first);
        assertThat(answer("decline", first)).isEqualTo(json("true"));
        assertThat(bot.world.chats().get(kitchen).has(first)).isFalse();
        assertThat(answer("approve", first)).isEqualTo(refusal(400, "Bad Request: HIDE_REQUESTER_MISSING"));
        assertThat(answer("approve", bot.alice().id()))
                .isEqualTo(refusal(400, "Bad Request: USER_ALREADY_PARTICIPANT"));
    }

    @Test
    void aPublicGroupMayAskForApproval() {
        bot.world.chats().configure(bot.lounge(), settings -> settings.joinPolicy(JoinPolicy.APPROVAL));
        assertThat(bot.world.joining().attempt(bot.lounge(), first)).isEqualTo(JoinOutcome.REQUEST_SENT);
        assertThat(bot.world.joining().requests(bot.lounge())).hasSize(1);
    }

    @Test
    void aGroupMayDeclineOrGuardEveryone() {
        bot.world.chats().configure(bot.lounge(), settings -> settings.joinPolicy(JoinPolicy.DECLINE));
        assertThat(bot.world.joining().attempt(bot.lounge(), first)).isEqualTo(JoinOutcome.DECLINED);
        bot.world.chats().configure(bot.lounge(), settings -> settings.joinPolicy(JoinPolicy.GUARD));
        assertThat(bot.world.joining().attempt(bot.lounge(), first)).isEqualTo(JoinOutcome.GUARDED);
    }

    @Test
    void aLinkOfAnotherAdminIsShownInPart() throws Exception {
        bot.call("getUpdates", "allowed_updates", List.of("chat_member"));
        bot.world.joining().attemptByInvite(bot.seed.kitchen().inviteHash(), first);
        awaitPending(1);
        assertThat(bot.call("getUpdates")
                        .at("/0/chat_member/invite_link/invite_link")
                        .asString())
                .matches("https://t\\.me/\\+.{8}\\.\\.\\.");
    }

    private JsonNode create(Object... terms) throws Exception {
        var all = new ArrayList<Object>(List.of("chat_id", kitchen));
        all.addAll(List.of(terms));
        return bot.call("createChatInviteLink", all.toArray());
    }

    private JoinOutcome use(JsonNode link, long userId) {
        return bot.world
                .joining()
                .attemptByInvite(InviteUrls.hash(link.at("/invite_link").asString()), userId);
    }

    private JsonNode answer(String verb, long userId) throws Exception {
        return bot.call(verb + "ChatJoinRequest", "chat_id", kitchen, "user_id", userId);
    }

    private void awaitPending(int count) {
        await().until(() ->
                bot.call("getWebhookInfo").at("/pending_update_count").asInt() == count);
    }
}
