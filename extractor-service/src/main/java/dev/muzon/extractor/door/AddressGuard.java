package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rule for the addresses that a stranger's URL may lead to. Only addresses routed on the public internet pass, by
 * IANA's registries of special purpose addresses. IPv4 addresses hidden in IPv6 ones count as what they hide. This
 * host's own addresses and those of its neighbours do not pass even when they are public, because packets to them go
 * past the firewall.
 */
public final class AddressGuard implements AddressRule {
    private static final List<IpNetwork> SPECIAL_V4 = networks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier NAT, and clouds' metadata
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, and clouds' metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    private static final IpNetwork GLOBAL_V6 = IpNetwork.valueOf("2000::/3");

    private static final List<IpNetwork> SPECIAL_V6 = networks(
            "2001::/23", // protocol assignments, among them Teredo, which hides IPv4
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, which hides IPv4
            "3fff::/20"); // documentation

    /**
     * Names that C libraries take for addresses: all digits, octal, hexadecimal, too few dots. What repeats is
     * possessive: otherwise each label would take some of the stack.
     */
    private static final Pattern NUMERIC =
            Pattern.compile("(?:0[xX][0-9a-fA-F]*+|\\d++)(?:\\.(?:0[xX][0-9a-fA-F]*+|\\d++))*+\\.?");

    private static final Pattern DOTTED_QUAD = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    /** A resolver of names: the system's, or a test's. */
    @FunctionalInterface
    public interface NameResolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final List<IpNetwork> allowed;
    private final List<IpNetwork> denied;
    private final NameResolver names;
    private final LocalNetworks local;

    /**
     * Makes a guard of this host.
     *
     * @param allowed networks that pass all the same, with every port
     * @param denied public networks that do not pass
     */
    public AddressGuard(List<IpNetwork> allowed, List<IpNetwork> denied, NameResolver names) {
        this(allowed, denied, names, LocalNetworks.ofThisHost());
    }

    AddressGuard(List<IpNetwork> allowed, List<IpNetwork> denied, NameResolver names, LocalNetworks local) {
        this.allowed = List.copyOf(allowed);
        this.denied = List.copyOf(denied);
        this.names = names;
        this.local = local;
    }

    /** Refuses a host when even one of its addresses is not public, and ports that belong to other protocols. */
    @Override
    public List<InetAddress> resolve(String host, int port) {
        if (NUMERIC.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches()) {
            throw Failure.of(FailureCode.URL_FORBIDDEN, "an address in disguise: " + host)
                    .asException();
        }
        List<InetAddress> addresses;
        try {
            addresses = List.of(names.resolve(host));
        } catch (UnknownHostException e) {
            throw Failure.of(FailureCode.SOURCE_NO_SUCH_HOST, "no such host: " + host)
                    .causedBy(e);
        }
        for (InetAddress address : addresses) {
            if (!permits(address, port)) {
                throw Failure.of(
                                FailureCode.URL_FORBIDDEN,
                                host + " leads to " + address.getHostAddress() + ", port " + port)
                        .asException();
            }
        }
        return addresses;
    }

    private boolean permits(InetAddress address, int port) {
        return isIn(allowed, address) || (permits(address) && !ForbiddenPorts.contains(port));
    }

    boolean permits(InetAddress address) {
        return isIn(allowed, address)
                || (isPublic(address) && !isIn(denied, address) && !isIn(local.networks(), address));
    }

    static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? !isIn(SPECIAL_V4, address)
                : GLOBAL_V6.contains(address) && !isIn(SPECIAL_V6, address);
    }

    private static boolean isIn(List<IpNetwork> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<IpNetwork> networks(String... blocks) {
        return Stream.of(blocks).map(IpNetwork::valueOf).toList();
    }
}
