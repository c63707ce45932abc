package dev.muzon.extractor.source.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.extractor.source.FakeServices;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests of the sites that the settings bring into the search. */
class SiteConfigurationTest {
    /** The record of the settings. */
    @EnableConfigurationProperties(SiteProperties.class)
    static class Settings {}

    private static ApplicationContextRunner with(String... settings) {
        var guard = new AddressGuard(List.of(), List.of(), InetAddress::getAllByName);
        return new ApplicationContextRunner()
                .withUserConfiguration(Settings.class, SiteConfiguration.class)
                .withBean(AddressGuard.class, () -> guard)
                .withBean(DoorLimits.class, () -> FakeServices.LIMITS)
                .withBean(NetworkExit.class, () -> NetworkExit.STRAIGHT)
                .withBean(Door.class, () -> new Door(guard, context(), FakeServices.LIMITS))
                .withBean(Ffprobe.class, () -> new Ffprobe(Ffmpeg.locate()))
                .withBean(MonotonicClock.class, () -> new MonotonicClock(TestClock.create()))
                .withBean(SourceChain.class, () -> mock(SourceChain.class))
                .withBean("ytDlpSource", TrackSource.class, () -> mock(TrackSource.class))
                .withPropertyValues(settings);
    }

    private static SSLContext context() {
        try {
            return SSLContext.getDefault();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void withoutPagesAndAClientNoSiteIsSearched() {
        with("muzon.extractor.ytdlp.directory=", "muzon.extractor.sites.jamendo-client=")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SiteSource.class));
    }

    @Test
    void wherePagesAreReadTheirSitesAreSearchedToo() {
        with("muzon.extractor.ytdlp.directory=/opt/ytdlp", "muzon.extractor.sites.jamendo-client=0a1b2c3d")
                .run(context -> assertThat(
                                context.getBeansOfType(SiteSource.class).values())
                        .extracting(TrackSource::name)
                        .containsExactlyInAnyOrder("youtubemusic", "soundcloud", "bandcamp", "archive", "jamendo"));
    }
}
