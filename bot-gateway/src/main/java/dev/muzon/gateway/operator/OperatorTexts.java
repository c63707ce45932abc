package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.text.Phrasebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registration of this wing's words. */
@Configuration(proxyBeanMethods = false)
public class OperatorTexts {

    @Bean
    public static Phrasebook operatorPhrases() {
        return Phrasebook.of("operator", OperatorPhrase.values());
    }
}
