package dev.muzon.sandbox.voice.webrtc;

import dev.muzon.sandbox.world.World;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sandbox's voice chats, which are the real ones. */
@Configuration(proxyBeanMethods = false)
class VoiceServerConfiguration {
    /** Makes a server that drops participants whose connection is dead, as Telegram does. */
    @Bean
    WebrtcVoiceServer voiceServer(World world) {
        return new WebrtcVoiceServer((chatId, userId) -> world.voiceChats()
                .activeIn(chatId)
                .ifPresent(voiceChat -> world.voiceChats().drop(voiceChat.id(), userId)));
    }
}
