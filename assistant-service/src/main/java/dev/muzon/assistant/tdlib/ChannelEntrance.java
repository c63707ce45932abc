package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.post.Channel;
import dev.muzon.assistant.post.Entrance;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.channel.ChannelOutcome;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** The ways of an account into a channel. Each ends in exactly one outcome, or in a failure that passes. */
final class ChannelEntrance {
    private static final String LOOKING = "looking at a channel";

    private final TdClient client;
    private final KnownChats chats;
    private final AtomicLong looks = new AtomicLong();

    ChannelEntrance(TdClient client, KnownChats chats) {
        this.client = client;
        this.chats = chats;
    }

    Entrance join(ChannelAddress address) throws InterruptedException {
        return switch (address.kind()) {
            case PUBLIC_NAME -> byName(address.bare());
            case INVITE -> byInvite(address);
            case NUMBER ->
                joined(address).<Entrance>map(Entrance.Inside::new).orElseGet(() -> outside(ChannelOutcome.PRIVATE));
        };
    }

    private Entrance byName(String name) throws InterruptedException {
        JsonNode chat;
        try {
            chat = client.call(TdRequest.of("searchPublicChat").with("username", name));
        } catch (TdError e) {
            return refused("finding @" + name, e);
        }
        if (!TdPosts.isChannel(chat)) {
            return outside(ChannelOutcome.NOT_A_CHANNEL);
        }
        long id = chat.path("id").longValue(0);
        return enter(TdRequest.of("joinChat").with("chat_id", id), id);
    }

    private Entrance byInvite(ChannelAddress address) throws InterruptedException {
        JsonNode info;
        try {
            info = checked(address);
        } catch (TdError e) {
            return refused("looking at an invite link", e);
        }
        if (!leadsToChannel(info)) {
            return outside(ChannelOutcome.NOT_A_CHANNEL);
        }
        return enter(
                TdRequest.of("joinChatByInviteLink").with("invite_link", address.link()),
                info.path("chat_id").longValue(0));
    }

    /**
     * Asks what a link leads to. TDLib remembers its first answer to a link as long as it runs, so a request that is
     * approved later would never show. A link that is written in a new way is a new question to it.
     */
    private JsonNode checked(ChannelAddress address) throws InterruptedException {
        String link = address.link() + "?" + looks.incrementAndGet();
        return client.call(TdRequest.of("checkChatInviteLink").with("invite_link", link));
    }

    private static boolean leadsToChannel(JsonNode info) {
        return info.path("type").path("@type").asString("").equals("inviteLinkChatTypeChannel");
    }

    /** @param known the channel, 0 when only the answer names it */
    private Entrance enter(TdRequest request, long known) throws InterruptedException {
        JsonNode answer;
        try {
            answer = client.call(request);
        } catch (TdError e) {
            return TdErrors.alreadyMember(e) && known != 0
                    ? new Entrance.Inside(channel(known))
                    : refused("joining a channel", e);
        }
        return switch (answer.path("@type").asString("")) {
            case "chatJoinResultSuccess" ->
                new Entrance.Inside(channel(known == 0 ? answer.path("chat_id").longValue(0) : known));
            case "chatJoinResultRequestSent" -> outside(ChannelOutcome.PENDING);
            case "chatJoinResultDeclined" -> outside(ChannelOutcome.DECLINED);
            // A result that a newer library adds does not count as a success either.
            default -> outside(ChannelOutcome.GUARDED);
        };
    }

    private static Entrance outside(ChannelOutcome why) {
        return new Entrance.Outside(why);
    }

    private Entrance refused(String activity, TdError error) {
        return TdErrors.channelOutcome(error)
                .map(ChannelEntrance::outside)
                .orElseThrow(() -> client.failed(activity, error));
    }

    /** See {@link dev.muzon.assistant.post.Posts#joined}. */
    Optional<Channel> joined(ChannelAddress address) throws InterruptedException {
        long id = id(address);
        if (id == 0 || !chats.know(id)) {
            return Optional.empty();
        }
        JsonNode chat = client.ask(LOOKING, TdRequest.of("getChat").with("chat_id", id));
        return TdPosts.isChannel(chat) && Membership.of(supergroup(chat)) ? Optional.of(channel(id)) : Optional.empty();
    }

    /** Returns 0 for an address that leads to no chat that the account can see. */
    private long id(ChannelAddress address) throws InterruptedException {
        try {
            return switch (address.kind()) {
                case PUBLIC_NAME ->
                    client.call(TdRequest.of("searchPublicChat").with("username", address.bare()))
                            .path("id")
                            .longValue(0);
                case INVITE -> checked(address).path("chat_id").longValue(0);
                case NUMBER -> KnownChats.SUPERGROUP_BASE - Long.parseLong(address.bare());
            };
        } catch (TdError e) {
            if (TdErrors.channelOutcome(e).isPresent()) {
                return 0;
            }
            throw client.failed(LOOKING, e);
        }
    }

    private Channel channel(long id) throws InterruptedException {
        JsonNode chat = client.ask(LOOKING, TdRequest.of("getChat").with("chat_id", id));
        return TdPosts.channel(chat, supergroup(chat));
    }

    private JsonNode supergroup(JsonNode chat) throws InterruptedException {
        return client.ask(
                LOOKING,
                TdRequest.of("getSupergroup")
                        .with(
                                "supergroup_id",
                                chat.path("type").path("supergroup_id").longValue(0)));
    }
}
