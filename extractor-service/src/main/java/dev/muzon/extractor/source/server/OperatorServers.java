package dev.muzon.extractor.source.server;

import dev.muzon.extractor.door.AddressRule;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The rule that only the operator's music servers are dialled, wherever they stand. A redirect leads nowhere else. */
record OperatorServers(List<MusicServerAddress> servers) implements AddressRule {
    @Override
    public List<InetAddress> resolve(String host, int port) {
        if (servers.stream()
                .map(MusicServerAddress::base)
                .noneMatch(base -> base.host().equals(host) && base.portOrDefault() == port)) {
            throw Failure.of(FailureCode.URL_FORBIDDEN, host + ", port " + port + " is not a music server of ours")
                    .asException();
        }
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw Failure.of(FailureCode.SOURCE_NO_SUCH_HOST, "no such host: " + host)
                    .causedBy(e);
        }
    }
}
