package dev.muzon.sandbox.voice.webrtc;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sandbox's voice chats are the real ones. */
@Configuration(proxyBeanMethods = false)
class VoiceServerConfiguration {
    @Bean
    WebrtcVoiceServer voiceServer() {
        return new WebrtcVoiceServer();
    }
}
