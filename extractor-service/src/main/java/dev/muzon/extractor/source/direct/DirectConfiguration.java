package dev.muzon.extractor.source.direct;

import dev.muzon.ffmpeg.Ffprobe;
import java.net.InetAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DirectConfiguration {
    @Bean
    DirectSource directSource(DirectProperties properties, Ffprobe ffprobe) {
        AddressGuard guard = new AddressGuard(properties.allowedNetworks(), InetAddress::getAllByName);
        return new DirectSource(properties, guard, ffprobe, TrustedCertificates.asPemFile());
    }
}
