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
 * @param song the audio message to reply to. None means a tune made at start
 * @param autoApprove QR logins are approved as they appear, as the first assistant who has none yet. The demo says
 * {@code true} without {@code --manual-login}. The page can approve either way
 * @param rateLimits limits what the bot says, as Telegram does
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
     * @param token what the bot logs in with, useless elsewhere
     * @param username the bot's name, without {@code @}
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
     * @param url whose processes the page shows: the address before {@code /processes}
     */
    public record Supervisor(@Nullable URI url) {}
}
