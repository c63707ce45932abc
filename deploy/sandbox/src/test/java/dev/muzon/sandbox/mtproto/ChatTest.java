package dev.muzon.sandbox.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.InviteLink;
import dev.muzon.sandbox.world.JoinPolicy;
import dev.muzon.sandbox.world.Restriction;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChatTest extends LoggedInScenario {
    @Test
    void aPublicGroupIsJoinedByName() {
        Chat lounge = telegram.seed.lounge();
        JsonNode found = client.ok("searchPublicChat", request -> request.put("username", "muzon_lounge"));
        assertThat(found.path("id").asLong()).isEqualTo(lounge.id());
        assertThat(found.path("title").asString()).isEqualTo("Muzon Lounge");

        JsonNode joined = client.ok("joinChat", request -> request.put("chat_id", lounge.id()));
        assertThat(joined.path("@type").asString()).isEqualTo("chatJoinResultSuccess");
        assertThat(telegram.world.chats().get(lounge.id()).has(telegram.assistant()))
                .isTrue();
        assertThat(client.ok("getChat", request -> request.put("chat_id", lounge.id()))
                        .path("video_chat")
                        .path("group_call_id")
                        .asInt())
                .isPositive();
    }

    @Test
    void aPrivateGroupIsJoinedByInviteLink() {
        Chat kitchen = telegram.seed.kitchen();
        String link = "https://t.me/+" + kitchen.inviteHash();
        JsonNode shown = client.ok("checkChatInviteLink", request -> request.put("invite_link", link));
        assertThat(shown.path("title").asString()).isEqualTo("Ночная кухня");

        JsonNode joined = client.ok("joinChatByInviteLink", request -> request.put("invite_link", link));
        assertThat(joined.path("chat_id").asLong()).isEqualTo(kitchen.id());
        assertThat(telegram.world.chats().get(kitchen.id()).has(telegram.assistant()))
                .isTrue();
    }

    @Test
    void unknownNamesAndLinksAreRefused() {
        assertThat(client.error("searchPublicChat", request -> request.put("username", "nobody_here")))
                .isEqualTo("USERNAME_NOT_OCCUPIED");
        assertThat(client.error(
                        "joinChatByInviteLink", request -> request.put("invite_link", "https://t.me/+goneForEver")))
                .isEqualTo("INVITE_HASH_EXPIRED");
        assertThat(client.error("joinChatByInviteLink", request -> request.put("invite_link", "https://t.me/+no")))
                .isEqualTo("INVITE_HASH_INVALID");
    }

    /** Joins by a link as a banned user. Telegram does not tell them of the ban. */
    @Test
    void inviteLinksHaveExpiredForBannedUsers() {
        Chat kitchen = telegram.seed.kitchen();
        long owner = telegram.seed.people().get(1).id();
        String link = "https://t.me/+" + kitchen.inviteHash();
        telegram.world.members().add(kitchen.id(), owner, telegram.assistant());
        telegram.world.members().ban(kitchen.id(), owner, telegram.assistant());

        assertThat(client.error("joinChatByInviteLink", request -> request.put("invite_link", link)))
                .isEqualTo("INVITE_HASH_EXPIRED");
        assertThat(client.error("checkChatInviteLink", request -> request.put("invite_link", link)))
                .isEqualTo("INVITE_HASH_EXPIRED");
    }

    @Test
    void aJoinMayEndOtherwiseThanWithSuccessOrAnError() {
        telegram.server.faults().fail("messages.importChatInvite", 1, 400, "INVITE_REQUEST_DECLINED");
        assertThat(joinKitchen()).isEqualTo("chatJoinResultDeclined");

        telegram.server.faults().fail("messages.importChatInvite", 1, 400, "INVITE_REQUEST_SENT");
        assertThat(joinKitchen()).isEqualTo("chatJoinResultRequestSent");

        telegram.server
                .faults()
                .answer(
                        "messages.importChatInvite",
                        1,
                        TlObject.of("messages.chatInviteJoinResultWebView")
                                .with("bot_id", telegram.seed.bot().id())
                                .with("query_id", 1L)
                                .with("users", List.of(PeerViews.user(telegram.assistant(), telegram.seed.bot()))));
        assertThat(joinKitchen()).isEqualTo("chatJoinResultGuardBotApprovalRequired");
    }

    @Test
    void aGroupsPolicyDecidesTheOutcomeOfAJoin() {
        Chat kitchen = telegram.seed.kitchen();
        long owner = telegram.seed.people().get(1).id();
        telegram.world.chats().configure(kitchen.id(), settings -> settings.joinPolicy(JoinPolicy.GUARD));
        assertThat(joinKitchen()).isEqualTo("chatJoinResultGuardBotApprovalRequired");
        telegram.world.chats().configure(kitchen.id(), settings -> settings.joinPolicy(JoinPolicy.DECLINE));
        assertThat(joinKitchen()).isEqualTo("chatJoinResultDeclined");
        telegram.world.chats().configure(kitchen.id(), settings -> settings.joinPolicy(JoinPolicy.APPROVAL));
        assertThat(joinKitchen()).isEqualTo("chatJoinResultRequestSent");

        telegram.world.joining().approve(kitchen.id(), owner, telegram.assistant());

        client.awaitUpdate(
                "updateSupergroup",
                update -> update.path("supergroup").path("id").asLong() == kitchen.channelId()
                        && update.path("supergroup")
                                .path("status")
                                .path("@type")
                                .asString()
                                .equals("chatMemberStatusMember"));
    }

    @Test
    void nobodyElseFitsIntoAFullGroup() {
        Chat kitchen = telegram.seed.kitchen();
        telegram.world
                .chats()
                .configure(
                        kitchen.id(),
                        settings -> settings.maxMembers(kitchen.present().size()));

        assertThat(client.error(
                        "joinChatByInviteLink",
                        request -> request.put("invite_link", "https://t.me/+" + kitchen.inviteHash())))
                .isEqualTo("USERS_TOO_MUCH");

        telegram.world.chats().configure(kitchen.id(), settings -> settings.maxMembers(null));
        assertThat(joinKitchen()).isEqualTo("chatJoinResultSuccess");
    }

    @Test
    void aLinkThatIsUsedUpHasExpired() {
        Chat kitchen = telegram.seed.kitchen();
        long owner = telegram.seed.people().get(1).id();
        InviteLink link =
                telegram.world.inviteLinks().create(kitchen.id(), owner, new InviteLink.Terms("once", null, 1, false));
        telegram.world
                .joining()
                .joinByInvite(link.hash(), telegram.seed.people().get(2).id());

        assertThat(client.error(
                        "joinChatByInviteLink", request -> request.put("invite_link", "https://t.me/+" + link.hash())))
                .isEqualTo("INVITE_HASH_EXPIRED");
    }

    @Test
    void aRestrictedMemberSeesWhatIsForbidden() {
        Chat lounge = telegram.join(client);
        long owner = telegram.seed.people().getFirst().id();

        telegram.world.members().restrict(lounge.id(), owner, telegram.assistant(), new Restriction(Set.of(), null));

        JsonNode status = client.awaitUpdate(
                        "updateSupergroup",
                        update -> update.path("supergroup")
                                .path("status")
                                .path("@type")
                                .asString()
                                .equals("chatMemberStatusRestricted"))
                .path("supergroup")
                .path("status");
        assertThat(status.path("is_member").asBoolean()).isTrue();
        assertThat(status.path("permissions").path("can_send_basic_messages").asBoolean())
                .isFalse();
    }

    private String joinKitchen() {
        String link = "https://t.me/+" + telegram.seed.kitchen().inviteHash();
        return client.ok("joinChatByInviteLink", request -> request.put("invite_link", link))
                .path("@type")
                .asString();
    }

    @Test
    void aBannedUserCannotJoinAgain() {
        Chat lounge = telegram.seed.lounge();
        long owner = telegram.seed.people().getFirst().id();
        client.ok("searchPublicChat", request -> request.put("username", "muzon_lounge"));
        telegram.world.members().ban(lounge.id(), owner, telegram.assistant());
        assertThat(client.call("joinChat", request -> request.put("chat_id", lounge.id()))
                        .path("@type")
                        .asString())
                .isEqualTo("error");
    }

    @Test
    void aGroupsMembersAndDetailsAreListed() {
        Chat lounge = telegram.join(client);
        long supergroup = lounge.channelId();
        JsonNode full = client.ok("getSupergroupFullInfo", request -> request.put("supergroup_id", supergroup));
        assertThat(full.path("member_count").asInt()).isEqualTo(6);
        JsonNode members = client.ok(
                "getSupergroupMembers",
                request -> request.put("supergroup_id", supergroup).put("limit", 50));
        assertThat(members.path("total_count").asInt()).isEqualTo(6);
        JsonNode me = client.ok("getChatMember", request -> {
            request.put("chat_id", lounge.id());
            request.putObject("member_id").put("@type", "messageSenderUser").put("user_id", telegram.assistant());
        });
        assertThat(me.path("status").path("@type").asString()).isEqualTo("chatMemberStatusMember");
    }

    @Test
    void leavingAGroupIsSeenInTheWorld() {
        Chat lounge = telegram.join(client);
        client.ok("leaveChat", request -> request.put("chat_id", lounge.id()));
        assertThat(telegram.world.chats().get(lounge.id()).has(telegram.assistant()))
                .isFalse();
    }
}
