package dev.muzon.assistant.voicechat;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.protocol.rest.Paths;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface for other services: joins, leaves and the list of accounts. */
@RestController
class VoiceChatController {
    private final VoiceChats voiceChats;
    private final Accounts accounts;

    VoiceChatController(VoiceChats voiceChats, Accounts accounts) {
        this.voiceChats = voiceChats;
        this.accounts = accounts;
    }

    @PostMapping(Paths.VOICE_CHAT_JOIN)
    VoiceChatJoined join(@PathVariable long chatId, @RequestBody VoiceChatJoin request) throws InterruptedException {
        // Jackson passes null for what the JSON leaves out.
        if (request.chat() == null
                || request.payload() == null
                || request.chat().id() != chatId) {
            throw Failure.of(FailureCode.BAD_INPUT, "needs a payload, and the chat that the path names")
                    .asException();
        }
        return voiceChats.join(request);
    }

    @PostMapping(Paths.VOICE_CHAT_LEAVE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable long chatId) throws InterruptedException {
        voiceChats.leave(chatId);
    }

    @GetMapping(Paths.ACCOUNTS)
    List<AccountView> accounts() {
        return accounts.all().stream().map(Account::view).toList();
    }
}
