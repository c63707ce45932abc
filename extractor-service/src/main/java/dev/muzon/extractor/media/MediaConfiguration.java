package dev.muzon.extractor.media;

import dev.muzon.extractor.cache.AudioCache;
import dev.muzon.extractor.catalog.TrackCatalog;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.contract.MediaApi;
import dev.muzon.runtime.contract.SongFilesApi;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MediaConfiguration {
    /** Makes the slots that players and files share. */
    @Bean
    StreamSlots streamSlots(MediaProperties settings, MeterRegistry meters) {
        return new StreamSlots(settings.maxStreams(), meters);
    }

    @Bean
    ServletRegistrationBean<MediaServlet> mediaServlet(
            MediaProperties settings,
            TrackCatalog catalog,
            List<TrackSource> sources,
            AudioCache cache,
            Ffmpeg ffmpeg,
            StreamSlots slots,
            FailureLog failures) {
        return new ServletRegistrationBean<>(
                new MediaServlet(SoundForm.STREAM, catalog, sources, cache, ffmpeg, slots, settings, failures),
                MediaApi.PATH.replace("{trackId}", "*"));
    }

    @Bean
    ServletRegistrationBean<MediaServlet> songServlet(
            MediaProperties settings,
            TrackCatalog catalog,
            List<TrackSource> sources,
            AudioCache cache,
            Ffmpeg ffmpeg,
            StreamSlots slots,
            FailureLog failures) {
        var songs = new ServletRegistrationBean<>(
                new MediaServlet(new SongFile(), catalog, sources, cache, ffmpeg, slots, settings, failures),
                SongFilesApi.PATH.replace("{trackId}", "*"));
        songs.setName("songServlet");
        return songs;
    }
}
