package dev.muzon.extractor.source.server;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.runtime.health.Degradation;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The music servers, where some are set. */
@Configuration(proxyBeanMethods = false)
@Conditional(MusicServerConfiguration.SomeAreSet.class)
class MusicServerConfiguration {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(4);
    private static final DoorLimits LIMITS =
            new DoorLimits(2L * 1024 * 1024 * 1024, Duration.ofSeconds(3), Duration.ofSeconds(10));

    /** The condition that the operator has named a music server. */
    static final class SomeAreSet implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            String addresses = context.getEnvironment().getProperty("muzon.extractor.servers.addresses", "");
            return !addresses.isBlank();
        }
    }

    @Bean
    MusicServers musicServers(MusicServerProperties settings) {
        var api = new ServerApi(ANSWER_LIMIT);
        return new MusicServers(
                settings.parsed().stream().map(address -> server(address, api)).toList());
    }

    static MusicServer server(MusicServerAddress address, ServerApi api) {
        return switch (address.kind()) {
            case SUBSONIC -> new SubsonicServer(address, api);
            case JELLYFIN -> new JellyfinServer(address, api);
            case PLEX -> new PlexServer(address, api);
        };
    }

    @Bean
    MusicServersSource musicServersSource(MusicServers servers, MusicServerProperties settings, Ffprobe ffprobe)
            throws NoSuchAlgorithmException {
        List<MusicServerAddress> addresses = settings.parsed();
        return new MusicServersSource(
                servers,
                new Door(new OperatorServers(addresses), SSLContext.getDefault(), LIMITS, NetworkExit.STRAIGHT),
                ffprobe);
    }

    /** Makes the health part {@code musicServers}: degraded while one of them does not answer searches. */
    @Bean
    HealthIndicator musicServersHealthIndicator(MusicServers servers) {
        return () -> servers.troubles().values().stream()
                .findFirst()
                .map(trouble -> Degradation.because("A search was not answered: " + trouble.detail()
                        + ". Start it, or correct MUZON_MUSIC_SERVERS"))
                .orElseGet(() -> Health.up().build());
    }
}
