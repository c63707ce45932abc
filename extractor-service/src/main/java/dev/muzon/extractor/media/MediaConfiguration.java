package dev.muzon.extractor.media;

import dev.muzon.extractor.cache.AudioCache;
import dev.muzon.extractor.catalog.TrackCatalog;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.contract.MediaApi;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MediaConfiguration {
    @Bean
    ServletRegistrationBean<MediaServlet> mediaServlet(
            MediaProperties settings,
            TrackCatalog catalog,
            List<TrackSource> sources,
            AudioCache cache,
            Ffmpeg ffmpeg,
            FailureLog failures,
            MeterRegistry meters) {
        StreamSlots slots = new StreamSlots(settings.maxStreams(), meters);
        return new ServletRegistrationBean<>(
                new MediaServlet(catalog, sources, cache, ffmpeg, slots, settings, failures),
                MediaApi.PATH.replace("{trackId}", "*"));
    }
}
