package dev.muzon.extractor.source.direct;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.extractor.door.ProxyProperties;
import dev.muzon.ffmpeg.Ffprobe;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DirectConfiguration {
    @Bean
    AddressGuard addressGuard(DirectProperties properties) {
        return new AddressGuard(properties.allowedNetworks(), properties.deniedNetworks(), InetAddress::getAllByName);
    }

    @Bean
    NetworkExit networkExit(ProxyProperties settings) {
        return settings.exit();
    }

    @Bean
    DoorLimits doorLimits(DirectProperties properties) {
        return properties.doorLimits();
    }

    @Bean
    Door door(AddressGuard guard, DoorLimits limits, NetworkExit exit) throws NoSuchAlgorithmException {
        return new Door(guard, SSLContext.getDefault(), limits, exit);
    }

    @Bean
    DirectSource directSource(DirectProperties properties, Door door, Ffprobe ffprobe) {
        return new DirectSource(properties, door, ffprobe);
    }
}
