package dev.muzon.gateway.music.song;

import dev.muzon.gateway.bot.text.Phrasebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registration of the words about files of songs. */
@Configuration(proxyBeanMethods = false)
public class SongTexts {

    @Bean
    public static Phrasebook songPhrases() {
        return Phrasebook.of("song", SongPhrase.values());
    }
}
