package dev.muzon.gateway.lending.invite;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Membership;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.InviteLink;
import dev.muzon.runtime.contract.InviteLinksApi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.RestController;

/** Invitations for assistant accounts. */
@RestController
class InviteLinkController implements InviteLinksApi {
    private static final Logger log = LoggerFactory.getLogger(InviteLinkController.class);

    private final BotApi api;

    InviteLinkController(BotApi api) {
        this.api = api;
    }

    @Override
    public InviteLink create(long chatId, @Nullable Long user) {
        try {
            return new InviteLink(api.inviteLink(chatId));
        } catch (FailureException e) {
            // A right that is missing is not all where the account is banned: no link would let it in.
            if (e.failure().code() == FailureCode.BOT_RIGHTS_MISSING && user != null && isBanned(chatId, user)) {
                throw Failure.of(FailureCode.ASSISTANT_BANNED, "banned, and the bot may not invite")
                        .causedBy(e);
            }
            throw e;
        }
    }

    /** Asks Telegram. A bot that is not an admin may get no answer. */
    private boolean isBanned(long chatId, long user) {
        try {
            return api.membership(chatId, user) == Membership.BANNED;
        } catch (FailureException e) {
            log.debug("Membership of account {} is unknown: {}", user, e.getMessage());
            return false;
        }
    }
}
