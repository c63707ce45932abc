package dev.muzon.extractor.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final AddressGuard guard =
            new AddressGuard(List.of(), List.of(), AddressGuardTest::resolve, new LocalNetworks(List::of));

    /** Resolves names of this table and literals, and nothing from outside. */
    private static InetAddress[] resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "music.example" -> addresses("93.184.216.34", "2606:2800:220:1::1");
            case "rebound.example" -> addresses("93.184.216.34", "10.0.0.7");
            case "metadata.example" -> addresses("169.254.169.254");
            case "nowhere.example" -> throw new UnknownHostException(host);
            default -> addresses(host);
        };
    }

    private static InetAddress[] addresses(String... literals) {
        return List.of(literals).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "music.example",
                "93.184.216.34",
                "1.1.1.1",
                "100.63.255.255",
                "172.15.0.1",
                "172.32.0.1",
                "2606:4700::1111",
                "2a00:1450:4001::1"
            })
    void publicAddressesAreAllowed(String host) {
        assertThat(guard.resolve(host, 80)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.100.100.200",
                "169.254.169.254",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "64:ff9b::7f00:1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:7f00:1",
                "rebound.example",
                "metadata.example"
            })
    void addressesThatAreNotPublicAreForbidden(String host) {
        assertThatThrownBy(() -> guard.resolve(host, 80))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.URL_FORBIDDEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "017700000001",
                "0177.0.0.1",
                "127.0.0.01",
                "0x7f.0.0.1",
                "127.1",
                "10.1",
                "0",
                "127.0.0.1."
            })
    void addressesInDisguiseAreForbiddenWhateverTheyMean(String host) {
        assertThatThrownBy(() -> guard.resolve(host, 80))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.URL_FORBIDDEN));
    }

    @Test
    void anEndlessNumericHostIsForbiddenAndNoStackOverflow() {
        assertThatThrownBy(() -> guard.resolve("1.".repeat(2_500) + "1", 80))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.URL_FORBIDDEN));
    }

    @Test
    void anUnknownHostIsNotFound() {
        assertThatThrownBy(() -> guard.resolve("nowhere.example", 80))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        unknown -> assertThat(unknown.failure().code()).isEqualTo(FailureCode.SOURCE_NO_SUCH_HOST));
    }

    @Test
    void onlyTheNetworksThatTheOperatorAllowsPass() {
        AddressGuard home = new AddressGuard(
                List.of(IpNetwork.valueOf("192.168.7.0/24"), IpNetwork.valueOf("fd12::/16")),
                List.of(),
                AddressGuardTest::resolve,
                new LocalNetworks(List::of));
        assertThat(home.resolve("192.168.7.200", 80)).hasSize(1);
        assertThat(home.resolve("fd12::5", 80)).hasSize(1);
        assertThatThrownBy(() -> home.resolve("192.168.8.1", 80)).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> home.resolve("fd13::5", 80)).isInstanceOf(FailureException.class);
    }

    @Test
    void publicAddressesOfThisHostAndItsNeighboursAreForbidden() {
        AddressGuard server = new AddressGuard(
                List.of(),
                List.of(),
                AddressGuardTest::resolve,
                new LocalNetworks(() -> List.of(IpNetwork.valueOf("93.184.216.9/24"))));
        assertForbidden(server, "music.example", 80);
        assertThat(server.resolve("1.1.1.1", 80)).hasSize(1);
    }

    @Test
    void networksThatTheOperatorDeniesAreForbidden() {
        AddressGuard strict = new AddressGuard(
                List.of(),
                List.of(IpNetwork.valueOf("1.0.0.0/8")),
                AddressGuardTest::resolve,
                new LocalNetworks(List::of));
        assertForbidden(strict, "1.1.1.1", 80);
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 25, 6379, 27017})
    void portsThatNoMusicComesFromAreForbidden(int port) {
        assertForbidden(guard, "music.example", port);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 443, 8000, 8443, 18000})
    void portsOfWebAndRadioServersAreAllowed(int port) {
        assertThat(guard.resolve("music.example", port)).isNotEmpty();
    }

    private static void assertForbidden(AddressGuard guard, String host, int port) {
        assertThatThrownBy(() -> guard.resolve(host, port))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.URL_FORBIDDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "fd00::/129", "home", "10.0.0/8", "localhost/8"})
    void textThatIsNotANetworkIsRefused(String cidr) {
        assertThatThrownBy(() -> IpNetwork.valueOf(cidr)).isInstanceOf(IllegalArgumentException.class);
    }
}
