package dev.muzon.extractor.source.direct;

import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.runtime.config.Example;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of links.
 *
 * @param allowedNetworks private networks, in CIDR notation, separated by commas, whose addresses people may name in
 * links all the same: a music server at home, the demo's own loopback. None by default, because what is inside is
 * private
 * @param deniedNetworks public networks, in CIDR notation, separated by commas, that links may not lead to. This host's own
 * addresses and those of its neighbours are denied anyway
 * @param maxEntries of a list of music behind a link (M3U, PLS, XSPF): the first so many are queued
 * @param maxSize of one file behind a link: three hours of uncompressed stereo
 * @param connectTimeout per address. All addresses of a host together get twice as long
 * @param readTimeout how long a server may be silent in the middle
 * @param probeLimit to find out what a link is: HTTP and a few seconds of media. A server that sends 100 kB a second gets
 * up to 25 s, because a large cover may come first
 */
@Validated
@ConfigurationProperties("muzon.extractor.direct")
record DirectProperties(
        @DefaultValue @Example("192.168.1.0/24") List<IpNetwork> allowedNetworks,
        @DefaultValue @Example("203.0.113.0/24") List<IpNetwork> deniedNetworks,
        @Min(1) @Max(500) @Example("50") int maxEntries,

        @DefaultValue("2GB") DataSize maxSize,

        @DefaultValue("3s") @DurationMin(millis = 100) @DurationMax(seconds = 30)
        Duration connectTimeout,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(seconds = 60)
        Duration readTimeout,

        @DefaultValue("8s") @DurationMin(seconds = 1) @DurationMax(seconds = 30)
        Duration probeLimit) {
    DoorLimits doorLimits() {
        return new DoorLimits(maxSize.toBytes(), connectTimeout, readTimeout);
    }
}
