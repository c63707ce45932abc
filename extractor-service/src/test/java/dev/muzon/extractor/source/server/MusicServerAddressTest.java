package dev.muzon.extractor.source.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.runtime.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MusicServerAddressTest {
    @Test
    void anAddressSaysWhatSpeaksThereAndHowToLogIn() {
        MusicServerAddress address = MusicServerAddress.of("subsonic+https://ann:a%2Cb%40c@music.example/navidrome/");

        assertThat(address.kind()).isEqualTo(MusicServerAddress.Kind.SUBSONIC);
        assertThat(address.user()).isEqualTo("ann");
        assertThat(address.password().reveal()).isEqualTo("a,b@c");
        assertThat(address.name()).isEqualTo("music.example:443");
        assertThat(address.at("/rest/ping")).hasToString("https://music.example/navidrome/rest/ping");
    }

    @Test
    void aKeyStandsInThePlaceOfThePassword() {
        MusicServerAddress address = MusicServerAddress.of("jellyfin+http://:k3y@192.168.1.5:8096");

        assertThat(address.password()).isEqualTo(new Secret("k3y"));
        assertThat(address.at("/Items")).hasToString("http://192.168.1.5:8096/Items");
    }

    @Test
    void severalAddressesAreSeparatedByCommas() {
        var settings = new MusicServerProperties(
                new Secret("plex+http://:t0ken@10.0.0.2:32400, subsonic+http://ann:pw@10.0.0.3:4533,"));

        assertThat(settings.parsed())
                .extracting(MusicServerAddress::name)
                .containsExactly("10.0.0.2:32400", "10.0.0.3:4533");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann:hunter2@music.example",
                "mpd+http://ann:hunter2@music.example",
                "subsonic+ftp://ann:hunter2@music.example",
                "subsonic+https://:hunter2@music.example",
                "subsonic+https://music.example/hunter2",
                "jellyfin+http://hunter2@music.example",
                "subsonic+https://ann:hunter2 @music.example",
                "subsonic+hunter2",
            })
    void aWrongAddressIsExplainedWithoutItsPassword(String wrong) {
        assertThatThrownBy(() -> MusicServerAddress.of(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("subsonic+https://user:password@music.example")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void anAddressDoesNotPrintItsPassword() {
        assertThat(MusicServerAddress.of("subsonic+https://ann:hunter2@music.example")
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void aWrongSettingIsAProblemThatNamesItsKey() {
        var settings = new MusicServerProperties(new Secret("navidrome+http://ann:hunter2@music.example"));

        assertThat(settings.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("muzon.extractor.servers.addresses");
            assertThat(problem.problem())
                    .contains("subsonic+, jellyfin+ or plex+")
                    .doesNotContain("hunter2");
        });
    }
}
