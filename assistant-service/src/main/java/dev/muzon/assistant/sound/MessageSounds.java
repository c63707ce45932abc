package dev.muzon.assistant.sound;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.post.HeardMessage;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The messages that one of the accounts sees. Public chats are everybody's. A private one is heard by itself and by the
 * chats that read it, so that nobody hears a chat through an account that happens to be in it.
 */
@Component
class MessageSounds {
    private final Accounts accounts;
    private final ReadChannels channels;

    MessageSounds(Accounts accounts, ReadChannels channels) {
        this.accounts = accounts;
        this.channels = channels;
    }

    /**
     * Finds the message.
     *
     * @param chat which hears it
     * @throws dev.muzon.protocol.failure.FailureException as {@link dev.muzon.runtime.contract.MessagesApi#message}
     */
    HeardMessage find(MessagePlace place, long chat) throws InterruptedException {
        List<Account> ready = accounts.all().stream().filter(Account::ready).toList();
        if (ready.isEmpty()) {
            throw Failure.of(FailureCode.NO_ASSISTANT, "no account is ready here")
                    .asException();
        }
        for (Account account : ready) {
            Optional<HeardMessage> found = find(account, place, chat);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw Failure.of(FailureCode.MESSAGE_UNSEEN, "no account sees the message")
                .asException();
    }

    private Optional<HeardMessage> find(Account account, MessagePlace place, long chat) throws InterruptedException {
        String name = place.name();
        if (name != null) {
            return account.session().posts().message(name, place.message());
        }
        boolean allowed = place.chat() == chat || channels.reads(chat, place.chat());
        return allowed && account.session().isMember(place.chat())
                ? account.session().posts().message(place.chat(), place.message())
                : Optional.empty();
    }
}
