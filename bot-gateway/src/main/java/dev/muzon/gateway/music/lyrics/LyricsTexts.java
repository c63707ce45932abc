package dev.muzon.gateway.music.lyrics;

import dev.muzon.gateway.bot.text.Phrasebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registration of the words about lyrics. */
@Configuration(proxyBeanMethods = false)
public class LyricsTexts {

    @Bean
    public static Phrasebook lyricsPhrases() {
        return Phrasebook.of("lyrics", LyricsPhrase.values());
    }
}
