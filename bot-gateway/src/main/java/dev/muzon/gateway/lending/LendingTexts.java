package dev.muzon.gateway.lending;

import dev.muzon.gateway.bot.text.Phrasebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registration of this wing's words. */
@Configuration(proxyBeanMethods = false)
public class LendingTexts {

    @Bean
    public static Phrasebook lendingPhrases() {
        return Phrasebook.of("lending", LendingPhrase.values());
    }
}
