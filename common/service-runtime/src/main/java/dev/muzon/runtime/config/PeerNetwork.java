package dev.muzon.runtime.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hosts of one network: CIDR, an address, a host name, or all names below a domain ({@code *.voice.svc}). Nothing is
 * resolved: a name matches names only, and a network addresses only.
 */
@WrittenAs("networks in CIDR notation, addresses, host names, or domains like *.voice.svc")
public final class PeerNetwork {
    private static final Pattern NAME = Pattern.compile("(?:\\*\\.)?[a-z0-9_-]++(?:\\.[a-z0-9_-]++)*+");

    private final String text;
    private final byte[] network;
    private final int bits;

    private PeerNetwork(String text, byte[] network, int bits) {
        this.text = text;
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads a setting.
     *
     * @throws IllegalArgumentException when it has none of the four forms
     */
    public static PeerNetwork of(String setting) {
        String text = setting.strip().toLowerCase(Locale.ROOT);
        String[] parts = text.split("/", 2);
        if (parts.length == 1 && NAME.matcher(text).matches() && !isAddress(text)) {
            return new PeerNetwork(text, new byte[0], 0);
        }
        byte[] network = InetAddress.ofLiteral(parts[0]).getAddress();
        int all = network.length * Byte.SIZE;
        int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("Not a network: " + setting);
        }
        return new PeerNetwork(text, network, bits);
    }

    /**
     * Tells whether the host is in it.
     *
     * @param host as {@link java.net.URI#getHost()} gives it
     */
    boolean contains(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (network.length > 0) {
            return isAddress(name)
                    && containsAddress(InetAddress.ofLiteral(bare(name)).getAddress());
        }
        return text.startsWith("*.") ? name.endsWith(text.substring(1)) : name.equals(text);
    }

    private boolean containsAddress(byte[] address) {
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return address.length == network.length
                && Arrays.equals(address, 0, whole, network, 0, whole)
                && (rest == 0 || (address[whole] ^ network[whole]) >> (Byte.SIZE - rest) == 0);
    }

    private static boolean isAddress(String host) {
        try {
            return InetAddress.ofLiteral(bare(host)) != null;
        } catch (IllegalArgumentException _) {
            return false; // a name
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return text;
    }
}
