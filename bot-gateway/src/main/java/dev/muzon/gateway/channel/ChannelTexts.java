package dev.muzon.gateway.channel;

import dev.muzon.gateway.bot.text.Phrasebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registration of this wing's words. */
@Configuration(proxyBeanMethods = false)
public class ChannelTexts {
    @Bean
    public static Phrasebook channelPhrases() {
        return Phrasebook.of("channel", ChannelPhrase.values());
    }
}
