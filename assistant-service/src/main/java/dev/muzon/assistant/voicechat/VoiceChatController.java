package dev.muzon.assistant.voicechat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.runtime.contract.VoiceChatsApi;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Joins and leaves for other services. */
@RestController
class VoiceChatController implements VoiceChatsApi {
    private final VoiceChats voiceChats;

    VoiceChatController(VoiceChats voiceChats) {
        this.voiceChats = voiceChats;
    }

    @Override
    public VoiceChatJoined join(CallTarget target, VoiceChatJoin request) {
        // Jackson passes null for what the JSON leaves out.
        if (request.chat() == null
                || request.payload() == null
                || request.chat().id() != target.chatId()) {
            throw Failure.of(FailureCode.BAD_INPUT, "needs a payload, and the chat that the path names")
                    .asException();
        }
        try {
            return voiceChats.join(request);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void leave(CallTarget target, @Nullable Long owner) {
        try {
            voiceChats.leave(target.chatId(), owner == null ? Owners.ANYBODY : owner);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static FailureException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return Failure.of(FailureCode.DRAINING, "interrupted").causedBy(e);
    }
}
