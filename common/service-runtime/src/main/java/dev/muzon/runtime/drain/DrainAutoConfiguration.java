package dev.muzon.runtime.drain;

import dev.muzon.runtime.config.MuzonProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/** The drain, signals and the resignation of a service. */
@AutoConfiguration
class DrainAutoConfiguration {
    @Bean
    Drain drain(ObjectProvider<Drainable> drainables, MuzonProperties settings) {
        return new Drain(drainables.orderedStream().toList(), settings.drain().deadline());
    }

    @Bean
    ApplicationListener<ApplicationStartedEvent> interrupts() {
        return _ -> new Interrupts().listen();
    }

    @Bean
    Resignation resignation() {
        return new Resignation(System::exit);
    }
}
