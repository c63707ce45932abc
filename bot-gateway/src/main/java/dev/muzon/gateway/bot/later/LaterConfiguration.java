package dev.muzon.gateway.bot.later;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The JDK's own timer, which hands each piece of work to a new virtual thread. */
@Configuration(proxyBeanMethods = false)
class LaterConfiguration {
    @Bean
    Later later() {
        return (after, work) -> CompletableFuture.delayedExecutor(
                        after.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(work);
    }
}
