package dev.muzon.runtime.contract;

import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.PostExchange;

/** The way into voice chats and out of them, through assistant-service. */
public interface VoiceChatsApi {
    /** Takes an account into the voice chat. Telegram's own waits make this last seconds. */
    @PostExchange("/v1/voice-chats/{chatId}/join")
    VoiceChatJoined join(@PathVariable("chatId") CallTarget target, @RequestBody VoiceChatJoin request);

    /**
     * Leaves the voice chat. Succeeds also when there was nothing to leave, and changes nothing when a newer owner has
     * joined.
     *
     * @param owner token of the lease under which the caller owns the chat's player. Without one everybody may leave
     */
    @PostExchange("/v1/voice-chats/{chatId}/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable("chatId") CallTarget target, @RequestParam(required = false) @Nullable Long owner);
}
