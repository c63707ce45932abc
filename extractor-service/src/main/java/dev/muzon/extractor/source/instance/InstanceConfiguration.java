package dev.muzon.extractor.source.instance;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.AddressRule;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The instances that the operator has named, each a separate source with a separate breaker. */
@Configuration(proxyBeanMethods = false)
class InstanceConfiguration {
    /** The things that all instances are made of. */
    record Parts(
            AddressRule own,
            AddressRule others,
            SSLContext trust,
            DoorLimits limits,
            NetworkExit exit,
            Ffprobe ffprobe) {
        InstanceSource source(String name, HttpLink base, Function<InstanceApi, Instance> kind) {
            var rule = new OperatorInstance(base, own, others);
            var api = new InstanceApi(name, base, new Documents(rule, trust, limits, exit));
            return new InstanceSource(kind.apply(api), new Door(rule, trust, limits, exit), ffprobe);
        }
    }

    @Bean
    Parts instanceParts(AddressGuard guard, DoorLimits limits, NetworkExit exit, Ffprobe ffprobe)
            throws NoSuchAlgorithmException {
        return new Parts(InstanceConfiguration::anywhere, guard, SSLContext.getDefault(), limits, exit, ffprobe);
    }

    @Bean
    @ConditionalOnExpression("!'${muzon.extractor.instances.cobalt:}'.isBlank()")
    InstanceSource cobalt(InstanceProperties settings, Parts instanceParts) {
        return instanceParts.source(
                "cobalt", link(settings.cobalt()), api -> new CobaltInstance(api, settings.cobaltKey()));
    }

    @Bean
    @ConditionalOnExpression("!'${muzon.extractor.instances.invidious:}'.isBlank()")
    InstanceSource invidious(InstanceProperties settings, Parts instanceParts) {
        return instanceParts.source(
                "invidious", link(settings.invidious()), api -> new VideoInstance(api, VideoInstance.INVIDIOUS));
    }

    @Bean
    @ConditionalOnExpression("!'${muzon.extractor.instances.piped:}'.isBlank()")
    InstanceSource piped(InstanceProperties settings, Parts instanceParts) {
        return instanceParts.source(
                "piped", link(settings.piped()), api -> new VideoInstance(api, VideoInstance.PIPED));
    }

    private static HttpLink link(@Nullable URI address) {
        return HttpLink.parse(Objects.requireNonNull(address, "checked by the condition")
                .toString()
                .replaceFirst("/+$", ""));
    }

    private static List<InetAddress> anywhere(String host, int port) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw Failure.of(FailureCode.SOURCE_NO_SUCH_HOST, "no such host: " + host)
                    .causedBy(e);
        }
    }
}
