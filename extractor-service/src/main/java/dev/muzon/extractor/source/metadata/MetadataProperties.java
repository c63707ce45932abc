package dev.muzon.extractor.source.metadata;

import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.Secret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of links to music services.
 *
 * @param playlistLimit how many songs of an album or a playlist are taken
 * @param spotifyId the client id of an application at Spotify. Without one its public pages are read, which name no more
 * than 100 songs
 * @param spotifySecret the client secret that belongs to it
 * @param tidalId the client id of an application at Tidal, without which its playlists are not opened
 * @param tidalSecret the client secret that belongs to it
 * @param appleToken a developer token of MusicKit, without which playlists of Apple Music are not opened
 * @param yandexToken the OAuth token of an account at Yandex Music, without which its links are not opened
 * @param pageLimit how long an answer of a service may take
 */
@Validated
@ConfigurationProperties("muzon.extractor.metadata")
record MetadataProperties(
        @Min(1) @Max(500) @Example("50") int playlistLimit,
        @DefaultValue("") String spotifyId,
        @DefaultValue("") Secret spotifySecret,
        @DefaultValue("") String tidalId,
        @DefaultValue("") Secret tidalSecret,
        @DefaultValue("") Secret appleToken,
        @DefaultValue("") Secret yandexToken,

        @DefaultValue("4s") @DurationMin(millis = 100) @DurationMax(seconds = 10)
        Duration pageLimit)
        implements ConfigurationCheck {
    @Override
    public Stream<ConfigurationProblem> problems() {
        return Stream.of(halves("spotify", spotifyId, spotifySecret), halves("tidal", tidalId, tidalSecret))
                .flatMap(Function.identity());
    }

    private static Stream<ConfigurationProblem> halves(String service, String id, Secret secret) {
        return id.isBlank() == secret.isBlank()
                ? Stream.empty()
                : Stream.of(new ConfigurationProblem(
                        "muzon.extractor.metadata." + service + (id.isBlank() ? "-id" : "-secret"),
                        "must be set together with its other half"));
    }
}
