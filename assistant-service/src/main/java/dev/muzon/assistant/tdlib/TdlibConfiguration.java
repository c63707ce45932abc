package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.AssistantProperties;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.drain.Resignation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The maker of sessions that use TDLib. */
@Configuration(proxyBeanMethods = false)
class TdlibConfiguration {
    @Bean
    TelegramSession.Factory sessions(AssistantProperties settings, Resignation resignation) {
        TdClients clients = TdClients.of(settings.library());
        clients.whenDeaf(e -> resignation.submit(
                "receiving from TDLib",
                Failure.of(FailureCode.INTERNAL, "no account hears Telegram any more: " + e),
                "see the error above; the supervisor starts the service again"));
        return sessions(settings, clients);
    }

    static TelegramSession.Factory sessions(AssistantProperties settings, TdClients clients) {
        TdlibSettings tdlib = new TdlibSettings(
                settings.apiId(), settings.apiHash(), settings.directory(), settings.key(), settings.proxy());
        return (account, listener) -> new TdlibSession(account, tdlib, clients, listener);
    }
}
