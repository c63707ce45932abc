package dev.muzon.runtime.config;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

/** Warning about files of settings that every user of the machine may read. Everything works all the same. */
final class OpenSettingFiles implements ApplicationListener<ApplicationStartedEvent> {
    private static final Logger log = LoggerFactory.getLogger(OpenSettingFiles.class);

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        String open = event.getApplicationContext().getEnvironment().getProperty(SettingFiles.OPEN, "");
        if (!open.isEmpty()) {
            log.warn("Files of settings may be read by every user, close them with \"chmod 400\": {}", open);
        }
    }
}
