package dev.muzon.runtime.config;

import java.util.Map;
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
    /** The name to set instead of each, empty for features that do not exist here. */
    static final Map<String, String> NAMES = Map.of(
            "SPOTIFY_CLIENT_ID", "MUZON_METADATA_SPOTIFY_ID",
            "SPOTIFY_CLIENT_SECRET", "MUZON_METADATA_SPOTIFY_SECRET",
            "COOKIES_URL", "",
            "AUTO_LEAVING_ASSISTANT", "");

    private static final Logger log = LoggerFactory.getLogger(NamesWithoutEffect.class);

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        String set = NAMES.entrySet().stream()
                .filter(name -> StringUtils.hasText(environment.getProperty(name.getKey())))
                .map(name -> name.getKey() + (name.getValue().isEmpty() ? "" : " (set " + name.getValue() + ")"))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!set.isEmpty()) {
            log.info("Variables without effect ignored: {}", set);
        }
    }
}
