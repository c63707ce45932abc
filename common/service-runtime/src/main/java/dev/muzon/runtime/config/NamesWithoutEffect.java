package dev.muzon.runtime.config;

import dev.muzon.protocol.setting.ForeignNames;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Variables known from other music bots that have no effect here. They are named once at the start, with the name to set
 * instead where there is one, so that no operator waits for their effect.
 */
final class NamesWithoutEffect implements ApplicationListener<ApplicationStartedEvent> {
    private static final Logger log = LoggerFactory.getLogger(NamesWithoutEffect.class);

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        String set = ForeignNames.ALL.entrySet().stream()
                .filter(name -> StringUtils.hasText(environment.getProperty(name.getKey())))
                .map(name -> name.getKey() + (name.getValue().isEmpty() ? "" : " (set " + name.getValue() + ")"))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!set.isEmpty()) {
            log.info("Variables without effect ignored: {}", set);
        }
    }
}
