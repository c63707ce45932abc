package dev.muzon.gateway.lending.invite;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.protocol.rest.InviteLink;
import dev.muzon.runtime.contract.InviteLinksApi;
import org.springframework.web.bind.annotation.RestController;

/** Invitations for assistant accounts. */
@RestController
class InviteLinkController implements InviteLinksApi {
    private final BotApi api;

    InviteLinkController(BotApi api) {
        this.api = api;
    }

    @Override
    public InviteLink create(long chatId) {
        return new InviteLink(api.inviteLink(chatId));
    }
}
