package dev.muzon.extractor.door;

import dev.muzon.runtime.config.WrittenAs;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A block of addresses. Spring's binder finds {@link #valueOf(String)} by itself.
 *
 * @param prefix how many leading bits of the address matter
 */
@WrittenAs("networks in CIDR notation")
public record IpNetwork(InetAddress address, int prefix) {
    private static final Pattern CIDR =
            Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9a-fA-F]*:[0-9a-fA-F:.]*)/(\\d{1,3})");

    /**
     * Reads CIDR notation.
     *
     * @param cidr like {@code 10.0.0.0/8} or {@code fd00::/8}
     * @throws IllegalArgumentException naming what is wrong
     */
    public static IpNetwork valueOf(String cidr) {
        var parts = CIDR.matcher(cidr.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("\"" + cidr + "\" is not a network like 10.0.0.0/8 or fd00::/8");
        }
        InetAddress address = InetAddress.ofLiteral(parts.group(1));
        int prefix = Integer.parseInt(parts.group(2));
        if (prefix > address.getAddress().length * 8) {
            throw new IllegalArgumentException("\"" + cidr + "\" has a prefix longer than the address");
        }
        return new IpNetwork(address, prefix);
    }

    public boolean contains(InetAddress candidate) {
        byte[] mine = address.getAddress();
        byte[] its = candidate.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >>> (bit % 8);
            if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
