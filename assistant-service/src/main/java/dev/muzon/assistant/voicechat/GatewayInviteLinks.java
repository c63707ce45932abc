package dev.muzon.assistant.voicechat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.InviteLink;
import dev.muzon.protocol.rest.Paths;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import org.springframework.stereotype.Component;

/** Invite links that the bot makes. */
@Component
final class GatewayInviteLinks implements InviteLinks {
    private final Peers peers;

    GatewayInviteLinks(Peers peers) {
        this.peers = peers;
    }

    @Override
    public String inviteLink(long chatId) {
        InviteLink link = peers.client(Peer.BOT_GATEWAY)
                .post()
                .uri(Paths.INVITE_LINK, chatId)
                .retrieve()
                .body(InviteLink.class);
        if (link == null) {
            throw Failure.of(FailureCode.PEER_UNAVAILABLE, "bot-gateway answered without a link")
                    .asException();
        }
        return link.url();
    }
}
