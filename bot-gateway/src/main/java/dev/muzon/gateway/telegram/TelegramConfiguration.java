package dev.muzon.gateway.telegram;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bot's connection to Telegram. */
@Configuration(proxyBeanMethods = false)
class TelegramConfiguration {
    @Bean
    TelegrambotsApi botApi(TelegramProperties settings, TelegramTime time) {
        return new TelegrambotsApi(
                new TelegramHttp(settings.apiUrl(), settings.token().reveal(), time));
    }
}
