package dev.muzon.extractor.source.instance;

import dev.muzon.extractor.door.AddressRule;
import dev.muzon.extractor.door.HttpLink;
import java.net.InetAddress;
import java.util.List;

/**
 * The rule that an instance may stand in a private network, and that whatever it names may not.
 *
 * @param own resolves the instance
 * @param others resolves what it leads to
 */
record OperatorInstance(HttpLink base, AddressRule own, AddressRule others) implements AddressRule {
    @Override
    public List<InetAddress> resolve(String host, int port) {
        boolean itself = base.host().equals(host) && base.portOrDefault() == port;
        return (itself ? own : others).resolve(host, port);
    }
}
