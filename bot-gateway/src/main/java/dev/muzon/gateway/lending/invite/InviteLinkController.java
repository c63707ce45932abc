package dev.muzon.gateway.lending.invite;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.protocol.rest.InviteLink;
import dev.muzon.protocol.rest.Paths;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Invitations for assistant accounts. */
@RestController
class InviteLinkController {
    private final BotApi api;

    InviteLinkController(BotApi api) {
        this.api = api;
    }

    /** Creates a link for one account. Fails with {@code chat.bot-rights-missing} when the bot may not invite. */
    @PostMapping(Paths.INVITE_LINK)
    InviteLink create(@PathVariable long chatId) {
        return new InviteLink(api.inviteLink(chatId));
    }
}
