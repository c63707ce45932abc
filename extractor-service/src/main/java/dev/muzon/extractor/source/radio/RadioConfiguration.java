package dev.muzon.extractor.source.radio;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.resilience.MonotonicClock;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RadioConfiguration {
    @Bean
    Documents radioDocuments(AddressGuard guard, DoorLimits limits, NetworkExit exit) throws NoSuchAlgorithmException {
        return new Documents(guard, SSLContext.getDefault(), limits, exit);
    }

    @Bean
    RadioSource radioSource(
            RadioProperties settings, Documents radioDocuments, Door door, Ffprobe ffprobe, MonotonicClock clock) {
        HttpLink entrance = HttpLink.parse(settings.directory().toString());
        return new RadioSource(
                new StationDirectory(radioDocuments, entrance, settings.pageLimit(), clock), door, ffprobe);
    }
}
