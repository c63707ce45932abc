package dev.muzon.runtime.config;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Variables known from other music bots, for features that do not exist here yet. They are named once at the start, so
 * that no operator waits for their effect. A feature that arrives removes its names from here.
 */
final class NamesWithoutEffect implements ApplicationListener<ApplicationStartedEvent> {
    static final List<String> NAMES =
            List.of("SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET", "COOKIES_URL", "AUTO_LEAVING_ASSISTANT");

    private static final Logger log = LoggerFactory.getLogger(NamesWithoutEffect.class);

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        List<String> set = NAMES.stream()
                .filter(name -> StringUtils.hasText(environment.getProperty(name)))
                .toList();
        if (!set.isEmpty()) {
            log.info(
                    "Variables without effect ignored, for features that do not exist yet: {}", String.join(", ", set));
        }
    }
}
