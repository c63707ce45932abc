package dev.muzon.gateway.bot.middleware;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The order of the steps. What costs nothing and concerns everybody comes first, what asks Telegram comes last. */
@Configuration(proxyBeanMethods = false)
class MiddlewareConfiguration {

    @Bean
    MiddlewareChain middlewareChain(
            CommandMetrics metrics,
            FailureReplies failures,
            Staleness staleness,
            BotAccess botAccess,
            Throttling throttling,
            CommandAccess commandAccess,
            LatestCommands latest,
            CommandLog log,
            ObjectProvider<LastStep> ofWings) {
        List<Middleware> own = List.of(metrics, failures, staleness, botAccess, throttling, commandAccess, latest, log);
        return new MiddlewareChain(
                Stream.concat(own.stream(), ofWings.orderedStream()).toList());
    }
}
