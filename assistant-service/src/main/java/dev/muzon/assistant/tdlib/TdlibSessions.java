package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.assistant.message.MessageListener;
import dev.muzon.assistant.post.PostListener;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The maker of sessions that use TDLib. */
final class TdlibSessions implements TelegramSession.Factory {
    private static final Logger log = LoggerFactory.getLogger(TdlibSessions.class);

    private final TdlibSettings settings;
    private final TdClients clients;
    private final MessageListener messages;
    private final PostListener posts;
    private final PhoneLogins phones = new PhoneLogins();

    TdlibSessions(TdlibSettings settings, TdClients clients, MessageListener messages, PostListener posts) {
        this.settings = settings;
        this.clients = clients;
        this.messages = messages;
        this.posts = posts;
    }

    @Override
    public TelegramSession open(String accountId, TelegramSession.Listener listener) {
        return new TdlibSession(accountId, settings, clients, listener, messages, posts, phones);
    }

    @Override
    public void forget(String accountId) {
        try {
            FileSystemUtils.deleteRecursively(settings.folder(accountId));
        } catch (IOException e) {
            log.warn("Folder of the removed account {} not deleted: {}", accountId, e.toString());
        }
    }
}
