package dev.muzon.runtime.contract;

import dev.muzon.protocol.rest.InviteLink;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.PostExchange;

/** Invitations from bot-gateway, made with the bot's right to invite. */
public interface InviteLinksApi {
    /**
     * Makes a link for one account. Fails with {@code chat.bot-rights-missing} when the bot may not invite, and with
     * {@code assistant.banned} when that account could not come in with a link either.
     *
     * @param user id of the account, null when it is not known
     */
    @PostExchange("/v1/chats/{chatId}/invite-link")
    InviteLink create(@PathVariable long chatId, @RequestParam(required = false) @Nullable Long user);
}
