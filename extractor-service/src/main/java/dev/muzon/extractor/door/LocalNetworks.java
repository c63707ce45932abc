package dev.muzon.extractor.door;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The networks that this host has an address in. They are read again each minute, because addresses come and go. */
final class LocalNetworks {
    private static final Logger log = LoggerFactory.getLogger(LocalNetworks.class);
    private static final long FRESH = Duration.ofMinutes(1).toNanos();

    /** A shorter prefix, as of tunnels that lead everywhere, says nothing about neighbours. */
    private static final int WIDEST = 8;

    private record Reading(List<IpNetwork> networks, long at) {}

    private final Supplier<List<IpNetwork>> reader;
    private volatile Reading last;

    /**
     * Makes the networks of a host.
     *
     * @param reader asks the system
     */
    LocalNetworks(Supplier<List<IpNetwork>> reader) {
        this.reader = reader;
        this.last = new Reading(reader.get(), System.nanoTime());
    }

    static LocalNetworks ofThisHost() {
        return new LocalNetworks(LocalNetworks::read);
    }

    List<IpNetwork> networks() {
        Reading reading = last;
        if (System.nanoTime() - reading.at() > FRESH) {
            reading = new Reading(reader.get(), System.nanoTime());
            last = reading;
        }
        return reading.networks();
    }

    private static List<IpNetwork> read() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(card -> card.getInterfaceAddresses().stream())
                    .map(LocalNetworks::network)
                    .toList();
        } catch (SocketException e) {
            log.warn("Own addresses cannot be read: {}", e.toString());
            return List.of();
        }
    }

    private static IpNetwork network(InterfaceAddress address) {
        int prefix = address.getNetworkPrefixLength();
        int whole = address.getAddress().getAddress().length * Byte.SIZE;
        return new IpNetwork(address.getAddress(), prefix < WIDEST || prefix > whole ? whole : prefix);
    }
}
