package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.config.Secret;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MetadataConfiguration {
    @Bean
    Documents serviceDocuments(AddressGuard guard, DoorLimits limits, NetworkExit exit)
            throws NoSuchAlgorithmException {
        return new Documents(guard, SSLContext.getDefault(), limits, exit);
    }

    /** Makes the source. It gets the chain only when a song is sought, because it is a part of it. */
    @Bean
    MetadataSource metadataSource(
            MetadataProperties settings,
            Documents serviceDocuments,
            ObjectProvider<SourceChain> chain,
            Ffprobe ffprobe,
            MonotonicClock clock) {
        var pages = new ServicePages(serviceDocuments, host -> "https://" + host, settings.pageLimit(), clock);
        return new MetadataSource(
                services(settings, pages, clock),
                new PageNames(pages),
                new SongFinder(() -> chain.getObject().sources()),
                ffprobe,
                settings.playlistLimit());
    }

    static List<MusicService> services(MetadataProperties settings, ServicePages pages, MonotonicClock clock) {
        var deezer = new DeezerService(pages);
        SpotifyApi spotify = settings.spotifyId().isBlank()
                ? null
                : new SpotifyApi(pages, settings.spotifyId(), settings.spotifySecret(), clock);
        ClientToken tidal = settings.tidalId().isBlank()
                ? null
                : new ClientToken(
                        "Tidal",
                        pages,
                        pages.at("auth.tidal.com", "/v1/oauth2/token"),
                        settings.tidalId(),
                        settings.tidalSecret(),
                        clock);
        return List.of(
                new SpotifyService(pages, spotify),
                new AppleMusicService(pages, set(settings.appleToken())),
                deezer,
                new TidalService(OdesliService.tidal(pages, deezer), pages, tidal),
                OdesliService.amazon(pages, deezer),
                new YandexMusicService(pages, set(settings.yandexToken())),
                new YouTubeMusicService(pages));
    }

    private static @Nullable Secret set(Secret secret) {
        return secret.isBlank() ? null : secret;
    }
}
