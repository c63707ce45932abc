package dev.muzon.extractor.source.server;

import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the operator's music servers.
 *
 * @param addresses of Subsonic (Navidrome), Jellyfin and Plex servers with their logins, separated by commas:
 * {@code subsonic+https://user:password@music.example}, {@code jellyfin+http://:key@192.168.1.5:8096},
 * {@code plex+http://:token@192.168.1.5:32400}. Escape letters with a meaning in URLs. A Subsonic server
 * that takes no tokens, such as Supysonic, is sent the password itself. All are searched at once, and they may stand in a
 * private network
 */
@ConfigurationProperties("muzon.extractor.servers")
record MusicServerProperties(
        @DefaultValue("") @Example("subsonic+https://user:password@music.example")
        Secret addresses) implements ConfigurationCheck {
    private static final String KEY = "muzon.extractor.servers.addresses";

    @Override
    public Stream<ConfigurationProblem> problems() {
        try {
            parsed();
            return Stream.empty();
        } catch (IllegalArgumentException e) {
            return Stream.of(new ConfigurationProblem(KEY, String.valueOf(e.getMessage())));
        }
    }

    /**
     * Reads the addresses.
     *
     * @throws IllegalArgumentException naming what is wrong with one, without its password
     */
    List<MusicServerAddress> parsed() {
        return Arrays.stream(addresses.reveal().split(","))
                .filter(address -> !address.isBlank())
                .map(MusicServerAddress::of)
                .toList();
    }
}
