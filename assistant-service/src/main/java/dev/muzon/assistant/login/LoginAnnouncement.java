package dev.muzon.assistant.login;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The link in the log, printed once at each start. It is the one secret that prints, because a person has to read it. */
@Component
class LoginAnnouncement {
    private static final Logger log = LoggerFactory.getLogger(LoginAnnouncement.class);

    private final LoginSecret secret;
    private final PageListener listener;

    LoginAnnouncement(LoginSecret secret, PageListener listener) {
        this.secret = secret;
        this.listener = listener;
    }

    @EventListener
    void started(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof ServletWebServerApplicationContext context
                && context.getWebServer() != null) {
            log.info("Login page of the assistants, until the next start: {}", secret.page(listener.port()));
        }
    }
}
