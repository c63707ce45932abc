package dev.muzon.assistant.channel;

import dev.muzon.runtime.health.Degradation;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The health part {@code libraryChannels}: degraded while a channel of the operator's library cannot be read. */
@Component("libraryChannelsHealthIndicator")
class LibraryChannelsHealth implements HealthIndicator {
    private final LibraryChannels channels;

    LibraryChannelsHealth(LibraryChannels channels) {
        this.channels = channels;
    }

    @Override
    public Health health() {
        return channels.trouble()
                .map(trouble -> Degradation.because(
                        "The library channel " + trouble + ". Let an account in, or correct MUZON_LIBRARY_CHANNELS"))
                .orElseGet(() -> Health.up().build());
    }
}
