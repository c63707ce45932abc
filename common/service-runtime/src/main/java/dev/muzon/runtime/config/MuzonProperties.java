package dev.muzon.runtime.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that every service has.
 *
 * @param internalToken the services know each other by it, so there is no default that anybody could know. At least 16
 * characters. {@code ./muzon up} makes one and keeps it in its state folder
 * @param services where the services answer
 * @param selfUrl where the others reach this very instance. None means loopback and the own port. It stands in the
 * instance's leases, so it must be set as soon as there is more than one host, to an address that a {@code MUZON_*_URL}
 * or {@code MUZON_PEER_NETWORKS} names
 * @param peerNetworks where instances may answer beside the {@code MUZON_*_URL}, separated by commas: networks in CIDR
 * notation, addresses, host names, or all names below a domain ({@code *.voice.svc}). The internal token is sent
 * nowhere else. Needed for two instances of one service
 * @param drain how a shutdown goes
 */
@ConfigurationProperties("muzon")
public record MuzonProperties(
        @RequiredSecret(minLength = MuzonProperties.SHORTEST_TOKEN) @Example("$(openssl rand -hex 32)")
        Secret internalToken,

        @NotNull @Valid Services services,

        @HttpAddress @Example("http://10.1.2.3:8083") @Nullable
        URI selfUrl,

        @DefaultValue @NotNull @Example("10.1.0.0/16,*.voice.svc")
        List<PeerNetwork> peerNetworks,

        @DefaultValue @Valid Drain drain)
        implements ConfigurationCheck {
    static final int SHORTEST_TOKEN = 16;

    /**
     * Finds out at the start that the other instances would refuse this one. They are configured alike, and would read
     * an address in its leases that none of them may send the internal token to.
     */
    @Override
    public Stream<ConfigurationProblem> problems() {
        return selfUrl == null || acceptsPeer(selfUrl)
                ? Stream.empty()
                : Stream.of(new ConfigurationProblem(
                        "muzon.peer-networks", "must contain this instance's own address, " + selfUrl));
    }

    /**
     * Tells whether the internal token may be sent to this address. It may be sent to the host and port of a configured
     * service, and into the peer networks.
     */
    public boolean acceptsPeer(URI address) {
        return Origin.isOne(address)
                && (services.all().anyMatch(service -> Origin.of(service).equals(Origin.of(address)))
                        || peerNetworks.stream().anyMatch(network -> network.contains(address.getHost())));
    }

    /**
     * Addresses of the services, each reachable from this one.
     *
     * @param botGateway where bot-gateway answers
     * @param assistantService where assistant-service answers
     * @param voiceCallService where voice-call-service answers
     * @param extractorService where extractor-service answers
     */
    public record Services(
            @NotNull @HttpAddress @Example("http://bot-gateway:8081")
            URI botGateway,

            @NotNull @HttpAddress @Example("http://assistant-service:8082")
            URI assistantService,

            @NotNull @HttpAddress @Example("http://voice-call-service:8083")
            URI voiceCallService,

            @NotNull @HttpAddress @Example("http://extractor-service:8084")
            URI extractorService) {
        Stream<URI> all() {
            return Stream.of(botGateway, assistantService, voiceCallService, extractorService);
        }
    }

    /**
     * Settings of a shutdown.
     *
     * @param deadline how long work may go on after SIGTERM, from 1 s to 10 min. What is unfinished then is handed to
     * the next process
     */
    public record Drain(
            @DefaultValue("20s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10) @Example("20s")
            Duration deadline) {}
}
