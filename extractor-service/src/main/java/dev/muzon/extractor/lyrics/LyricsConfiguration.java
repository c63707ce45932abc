package dev.muzon.extractor.lyrics;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.HttpLink;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LyricsConfiguration {
    /** LRCLIB names no limit. This is what its users keep to. */
    private static final Duration PACE = Duration.ofMillis(500);

    @Bean
    Documents lyricsDocuments(AddressGuard guard, DoorLimits limits) throws NoSuchAlgorithmException {
        return new Documents(guard, SSLContext.getDefault(), limits);
    }

    @Bean
    Lyrics lyrics(LyricsProperties settings, Documents lyricsDocuments) {
        var service = new Lrclib(lyricsDocuments, HttpLink.parse(settings.url().toString()), PACE);
        return new Lyrics(service, settings.limit());
    }
}
