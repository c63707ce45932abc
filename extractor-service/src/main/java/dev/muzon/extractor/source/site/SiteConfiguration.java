package dev.muzon.extractor.source.site;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.resilience.MonotonicClock;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * The sites that are searched beside YouTube, where pages can be read at all. Each is a separate source, so that it can
 * be ordered, switched off and left alone without the others.
 */
@Configuration(proxyBeanMethods = false)
class SiteConfiguration {
    private static final String WITH_PAGES = "!'${muzon.extractor.ytdlp.directory:}'.isBlank()";

    @Bean
    Documents siteDocuments(AddressGuard guard, DoorLimits limits, NetworkExit exit) throws NoSuchAlgorithmException {
        return new Documents(guard, SSLContext.getDefault(), limits, exit);
    }

    @Bean
    ServicePages sitePages(Documents siteDocuments, SiteProperties settings, MonotonicClock clock) {
        return new ServicePages(siteDocuments, host -> "https://" + host, settings.pageLimit(), clock);
    }

    @Bean
    @ConditionalOnExpression(WITH_PAGES)
    SiteSource youTubeMusic(
            ServicePages sitePages, MonotonicClock clock, @Qualifier("ytDlpSource") TrackSource reader) {
        return new SiteSource(new YouTubeMusic(sitePages, clock), new SiteSound.Page(reader));
    }

    @Bean
    @ConditionalOnExpression(WITH_PAGES)
    SiteSource soundCloud(ServicePages sitePages, @Qualifier("ytDlpSource") TrackSource reader) {
        return new SiteSource(new SoundCloud(sitePages), new SiteSound.Page(reader));
    }

    @Bean
    @ConditionalOnExpression(WITH_PAGES)
    SiteSource bandcamp(ServicePages sitePages, @Qualifier("ytDlpSource") TrackSource reader) {
        return new SiteSource(new Bandcamp(sitePages), new SiteSound.Page(reader));
    }

    @Bean
    @ConditionalOnExpression(WITH_PAGES)
    SiteSource internetArchive(ServicePages sitePages, Door door, Ffprobe ffprobe) {
        var site = new InternetArchive(sitePages);
        return new SiteSource(site, new SiteSound.File(door, ffprobe, site::sound));
    }

    /** Prepares the first search of each site beside the start of the service, unless an operator wants none of it. */
    @Bean
    WarmUp siteWarmUp(SourceChain sources) {
        return new WarmUp(sources.sources().stream()
                .filter(SiteSource.class::isInstance)
                .map(SiteSource.class::cast)
                .toList());
    }

    record WarmUp(List<SiteSource> sites) {
        @EventListener(ApplicationReadyEvent.class)
        void start() {
            for (SiteSource site : sites) {
                Thread.ofVirtual().name(site.name() + "-warm-up").start(site::warmUp);
            }
        }
    }

    @Bean
    @ConditionalOnExpression("!'${muzon.extractor.sites.jamendo-client:}'.isBlank()")
    SiteSource jamendo(ServicePages sitePages, SiteProperties settings, Door door, Ffprobe ffprobe) {
        var site = new Jamendo(sitePages, settings.jamendoClient().reveal());
        return new SiteSource(site, new SiteSound.File(door, ffprobe, site::sound));
    }
}
