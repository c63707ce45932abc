package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.AssistantProperties;
import dev.muzon.assistant.account.TelegramSession;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sessions are TDLib's. */
@Configuration(proxyBeanMethods = false)
class TdlibConfiguration {
    @Bean
    TelegramSession.Factory sessions(AssistantProperties settings) {
        TdClients clients = TdClients.of(settings.library());
        TdlibSettings tdlib = new TdlibSettings(
                settings.apiId(), settings.apiHash(), settings.directory(), settings.key(), settings.proxy());
        return (account, listener) -> new TdlibSession(account, tdlib, clients, listener);
    }
}
