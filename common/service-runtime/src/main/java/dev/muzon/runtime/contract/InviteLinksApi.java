package dev.muzon.runtime.contract;

import dev.muzon.protocol.rest.InviteLink;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.PostExchange;

/** Invitations from bot-gateway, made with the bot's right to invite. */
public interface InviteLinksApi {
    /** Makes a link for one account. Fails with {@code chat.bot-rights-missing} when the bot may not invite. */
    @PostExchange("/v1/chats/{chatId}/invite-link")
    InviteLink create(@PathVariable long chatId);
}
