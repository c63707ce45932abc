package dev.muzon.extractor.source.direct;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.ffmpeg.Ffprobe;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DirectConfiguration {
    @Bean
    Door door(DirectProperties properties) throws NoSuchAlgorithmException {
        var guard =
                new AddressGuard(properties.allowedNetworks(), properties.deniedNetworks(), InetAddress::getAllByName);
        return new Door(guard, SSLContext.getDefault(), properties.doorLimits());
    }

    @Bean
    DirectSource directSource(DirectProperties properties, Door door, Ffprobe ffprobe) {
        return new DirectSource(properties, door, ffprobe);
    }
}
