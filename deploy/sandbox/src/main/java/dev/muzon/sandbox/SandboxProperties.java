package dev.muzon.sandbox;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sandbox, under {@code sandbox.*}.
 *
 * @param bot the one bot of the demo
 * @param song an audio file for the demo's first message. Null for a tune made at start
 * @param autoApprove whether QR logins are approved at once, as the first assistant who has none yet, so that the demo
 * runs by itself. The page can approve either way
 * @param rateLimits whether the Bot API limits how much a bot says, as Telegram does
 * @param supervisor who watches the processes. The page shows them when its url is set
 */
@ConfigurationProperties("sandbox")
public record SandboxProperties(
        @DefaultValue Bot bot,
        @Nullable Path song,
        @DefaultValue("false") boolean autoApprove,
        @DefaultValue("true") boolean rateLimits,
        @DefaultValue Supervisor supervisor) {
    /**
     * The demo's bot.
     *
     * @param token what the bot's programs log in with, useless outside this process
     * @param username without {@code @}
     */
    public record Bot(
            @DefaultValue("1000001:sandbox-bot-token-on-loopback-only")
            String token,

            @DefaultValue("muzon_sandbox_bot") String username) {
        @Override
        public String toString() {
            return "Bot[username=" + username + "]";
        }
    }

    /**
     * The supervisor of the processes.
     *
     * @param url of its {@code /processes}, without that path. Null when nobody watches
     */
    public record Supervisor(@Nullable URI url) {}
}
