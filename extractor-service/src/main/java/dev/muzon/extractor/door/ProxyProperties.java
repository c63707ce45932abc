package dev.muzon.extractor.door;

import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.Secret;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the way to the sources.
 *
 * @param proxy {@code http://[user:password@]host:port} or {@code socks5://[user:password@]host:port}, through which links,
 * pages, services and yt-dlp are reached. Names are resolved and checked here, the proxy gets addresses only. It may stand
 * in a private network. Networks of your own and music servers are reached without it
 */
@ConfigurationProperties("muzon.extractor.exit")
public record ProxyProperties(
        @DefaultValue("") @Example("socks5://user:password@proxy.example:1080")
        Secret proxy) implements ConfigurationCheck {
    private static final String KEY = "muzon.extractor.exit.proxy";

    @Override
    public Stream<ConfigurationProblem> problems() {
        try {
            ProxyAddress.of(proxy);
            return Stream.empty();
        } catch (IllegalArgumentException e) {
            return Stream.of(new ConfigurationProblem(KEY, String.valueOf(e.getMessage())));
        }
    }

    /** Returns the exit that these settings mean. */
    public NetworkExit exit() {
        return NetworkExit.through(ProxyAddress.of(proxy));
    }
}
