package dev.muzon.extractor.lyrics;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.protocol.rest.SourceView;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LyricsConfiguration {
    private static final String NAME = "lyrics";

    /** LRCLIB names no limit. This is what its users keep to. */
    private static final Duration PACE = Duration.ofMillis(500);

    @Bean
    Documents lyricsDocuments(AddressGuard guard, DoorLimits limits, NetworkExit exit) throws NoSuchAlgorithmException {
        return new Documents(guard, SSLContext.getDefault(), limits, exit);
    }

    /** Says whether words are looked for, so that nobody is offered what is turned off. */
    @Bean
    SourceView lyricsOffer(LyricsProperties settings) {
        return settings.enabled()
                ? new SourceView(NAME, List.of(SourceView.Kind.LYRICS), null)
                : new SourceView(NAME, List.of(), null, "MUZON_LYRICS_ENABLED is off");
    }

    @Bean
    Lyrics lyrics(LyricsProperties settings, Documents lyricsDocuments) {
        var service = new Lrclib(lyricsDocuments, HttpLink.parse(settings.url().toString()), PACE);
        return new Lyrics(service, settings.limit());
    }
}
