package dev.muzon.gateway.music;

import dev.muzon.gateway.bot.text.Phrasebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the words of this wing. */
@Configuration(proxyBeanMethods = false)
public class MusicTexts {

    @Bean
    public static Phrasebook musicPhrases() {
        return Phrasebook.of("music", MusicPhrase.values());
    }
}
