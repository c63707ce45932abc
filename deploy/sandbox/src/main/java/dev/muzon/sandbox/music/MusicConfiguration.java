package dev.muzon.sandbox.music;

import dev.muzon.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The demo's music, when a folder for it is named. It is made before the sandbox is ready, so that services that start
 * later find it. It is served at {@code /music/…} for links to play.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("sandbox.music")
class MusicConfiguration {
    @Bean
    DemoMusic demoMusic(@Value("${sandbox.music}") Path folder) throws IOException, InterruptedException {
        System.setProperty("java.awt.headless", "true");
        DemoMusic music = new DemoMusic(Ffmpeg.locate(), folder);
        music.make();
        return music;
    }

    @Bean
    Covers covers() {
        return new Covers(Repertoire.pieces().stream()
                .collect(Collectors.toMap(Piece::title, piece -> "/music/" + piece.cover())));
    }

    @Bean
    WebMvcConfigurer musicFiles(@Value("${sandbox.music}") Path folder) {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/music/**").addResourceLocations(folder.toUri() + "/");
            }
        };
    }
}
