package dev.muzon.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the addresses that the internal token may be sent to. */
class PeerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://voice:8083, true",
        "http://VOICE:8083/, true",
        "http://voice:9999, false",
        "https://voice:8083, false",
        "http://voice, false",
        "http://other:8083, false",
        "http://voice:8083@evil:80, false",
        "http://user@voice:8083, false",
        "http://voice:8083/path, false",
        "http://voice:8083?a=b, false",
        "ftp://voice:8083, false",
        "voice:8083, false",
        "http://10.1.255.3:9, true",
        "http://10.2.0.1:8083, false",
        "http://[fd12::5]:8083, true",
        "http://[fe80::5]:8083, false",
        "http://192.168.7.7, true",
        "http://192.168.7.8, false",
        "http://voice-3.voice.svc:8083, true",
        "http://voice.svc:8083, false",
        "http://evilvoice.svc:8083, false",
        "http://voice-3.voice.svc.evil:8083, false",
        "http://spare:1, true",
        "http://spare.evil:1, false",
        "http://172.16.16.1:1, true",
        "http://172.16.32.1:1, false"
    })
    void theTokenGoesOnlyToConfiguredServicesAndPeerNetworks(URI address, boolean accepted) {
        assertThat(settings().acceptsPeer(address)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "*", "*.", "a b", "http://host", "", "host/8"})
    void aPeerNetworkOfAnUnknownFormIsRefused(String text) {
        assertThatThrownBy(() -> PeerNetwork.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameOfManyLabelsIsReadOnASmallStack() throws Exception {
        String name = "a.".repeat(2_500) + "svc";
        var task = new FutureTask<String>(() -> PeerNetwork.of(name).toString());
        new Thread(null, task, "small-stack", 512 * 1024).start();
        assertThat(task.get()).isEqualTo(name);
    }

    private static MuzonProperties settings() {
        URI voice = URI.create("http://voice:8083");
        return new MuzonProperties(
                new Secret("token"),
                new MuzonProperties.Services(voice, voice, voice, voice),
                null,
                Stream.of("10.1.0.0/16", "fd00::/8", "192.168.7.7", "*.voice.svc", "spare", "172.16.16.0/20")
                        .map(PeerNetwork::of)
                        .toList(),
                new MuzonProperties.Drain(Duration.ofSeconds(20)));
    }
}
