package dev.muzon.assistant.voicechat;

import dev.muzon.runtime.contract.InviteLinksApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The source of invite links that the bot makes. */
@Component
final class GatewayInviteLinks implements InviteLinks {
    private final InviteLinksApi gateway;

    GatewayInviteLinks(Peers peers) {
        gateway = peers.of(Peer.BOT_GATEWAY, InviteLinksApi.class);
    }

    @Override
    public String inviteLink(long chatId, @Nullable Long user) {
        return gateway.create(chatId, user).url();
    }
}
