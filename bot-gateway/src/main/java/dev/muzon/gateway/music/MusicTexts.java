package dev.muzon.gateway.music;

import dev.muzon.gateway.bot.text.Phrasebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registration of this wing's words. */
@Configuration(proxyBeanMethods = false)
public class MusicTexts {

    @Bean
    public static Phrasebook musicPhrases() {
        return Phrasebook.of("music", MusicPhrase.values());
    }
}
