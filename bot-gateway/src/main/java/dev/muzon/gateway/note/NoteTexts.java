package dev.muzon.gateway.note;

import dev.muzon.gateway.bot.text.Phrasebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registration of this wing's words. */
@Configuration(proxyBeanMethods = false)
public class NoteTexts {
    @Bean
    public static Phrasebook notePhrases() {
        return Phrasebook.of("note", NotePhrase.values());
    }
}
