package dev.muzon.sandbox.voice.webrtc;

import dev.muzon.sandbox.world.World;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sandbox's voice chats, which are the real ones. */
@Configuration(proxyBeanMethods = false)
class VoiceServerConfiguration {
    /** Makes a server that removes participants whose connection is dead, as Telegram does. Everybody is told, they too. */
    @Bean
    WebrtcVoiceServer voiceServer(World world) {
        return new WebrtcVoiceServer((chatId, userId) -> world.voiceChats()
                .activeIn(chatId)
                .ifPresent(voiceChat -> world.voiceChats().leave(voiceChat.id(), userId)));
    }
}
