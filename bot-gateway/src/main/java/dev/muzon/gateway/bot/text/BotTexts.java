package dev.muzon.gateway.bot.text;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registration of the kernel's words and of the explanations of failures. */
@Configuration(proxyBeanMethods = false)
public class BotTexts {

    @Bean
    public static Phrasebook botPhrases() {
        return Phrasebook.of("bot", BotPhrase.values());
    }

    @Bean
    public static Phrasebook failurePhrases() {
        return new Phrasebook("failure", FailurePhrase.all());
    }
}
