package dev.muzon.extractor.source.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.extractor.source.FakeServices;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The instances as the settings make them. */
class InstanceConfigurationTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();

    @TempDir
    Path folder;

    /** The record of the settings. */
    @EnableConfigurationProperties(InstanceProperties.class)
    static class Settings {}

    private static ApplicationContextRunner with(String... settings) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Settings.class, InstanceConfiguration.class)
                .withBean(AddressGuard.class, () -> new AddressGuard(List.of(), List.of(), InetAddress::getAllByName))
                .withBean(DoorLimits.class, () -> FakeServices.LIMITS)
                .withBean(NetworkExit.class, () -> NetworkExit.STRAIGHT)
                .withBean(Ffprobe.class, () -> new Ffprobe(FFMPEG))
                .withPropertyValues(settings);
    }

    @Test
    void withoutAddressesThereIsNoInstance() {
        with("muzon.extractor.instances.cobalt=", "muzon.extractor.instances.piped=")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TrackSource.class));
    }

    @Test
    void eachAddressIsASourceOfItsKind() {
        with(
                        "muzon.extractor.instances.cobalt=http://127.0.0.1:9000",
                        "muzon.extractor.instances.invidious=https://invidious.example/",
                        "muzon.extractor.instances.piped=https://pipedapi.example")
                .run(context -> assertThat(
                                context.getBeansOfType(TrackSource.class).values())
                        .extracting(TrackSource::name)
                        .containsExactlyInAnyOrder("cobalt", "invidious", "piped"));
    }

    @Test
    void anInstanceInAPrivateNetworkOpensAPage() throws Exception {
        Path song = new TestTones(FFMPEG, folder).tone("one", Format.MP3, 440, Duration.ofSeconds(3));
        try (TestWeb cobalt = TestWeb.on("127.0.0.1")) {
            cobalt.file("/tunnel", song)
                    .text(
                            "/cobalt/",
                            "application/json",
                            "{\"status\":\"tunnel\",\"url\":\"" + cobalt.url("/tunnel?id=1")
                                    + "\",\"filename\":\"Sea Breeze.mp3\"}");
            with("muzon.extractor.instances.cobalt=" + cobalt.url("/cobalt/"))
                    .run(context -> assertThat(context.getBean(TrackSource.class)
                                    .resolve(new TrackQuery.Link("https://vimeo.com/1")))
                            .singleElement()
                            .satisfies(track -> assertThat(track.title()).isEqualTo("Sea Breeze")));
        }
    }
}
