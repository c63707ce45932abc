package dev.muzon.extractor;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.Ffprobe;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The search for ffmpeg at start. Without it nothing here works, so the service does not start. */
@Configuration(proxyBeanMethods = false)
class FfmpegConfiguration {
    @Bean
    Ffmpeg ffmpeg(ExtractorProperties properties) {
        return Ffmpeg.locate(properties.ffmpegDirectory());
    }

    @Bean
    Ffprobe ffprobe(Ffmpeg ffmpeg) {
        return new Ffprobe(ffmpeg);
    }
}
