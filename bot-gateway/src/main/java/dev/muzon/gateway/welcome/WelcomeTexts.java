package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.text.Phrasebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registration of this wing's words. */
@Configuration(proxyBeanMethods = false)
public class WelcomeTexts {

    @Bean
    public static Phrasebook welcomePhrases() {
        return Phrasebook.of("welcome", WelcomePhrase.values());
    }
}
