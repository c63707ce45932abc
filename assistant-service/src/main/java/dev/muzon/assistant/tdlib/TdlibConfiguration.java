package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.AssistantProperties;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.assistant.message.MessageListener;
import dev.muzon.assistant.post.PostListener;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.drain.Resignation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts that sessions with TDLib need. */
@Configuration(proxyBeanMethods = false)
class TdlibConfiguration {
    @Bean
    TelegramSession.Factory sessions(
            AssistantProperties settings,
            Resignation resignation,
            ObjectProvider<MessageListener> messages,
            ObjectProvider<PostListener> posts) {
        TdClients clients = TdClients.of(settings.library());
        clients.whenDeaf(e -> resignation.submit(
                "receiving from TDLib",
                Failure.of(FailureCode.INTERNAL, "no account hears Telegram any more: " + e),
                "see the error above; the supervisor starts the service again"));
        return sessions(
                settings,
                clients,
                messages.getIfAvailable(() -> MessageListener.NONE),
                posts.getIfAvailable(() -> PostListener.NONE));
    }

    static TelegramSession.Factory sessions(
            AssistantProperties settings, TdClients clients, MessageListener messages, PostListener posts) {
        TdlibSettings tdlib = new TdlibSettings(
                settings.apiId(),
                settings.apiHash(),
                settings.directory(),
                settings.key(),
                settings.formerKey(),
                settings.proxy());
        return new TdlibSessions(tdlib, clients, messages, posts);
    }
}
