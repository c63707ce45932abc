package dev.muzon.gateway.telegram;

import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.HttpAddress;
import dev.muzon.runtime.config.RequiredSecret;
import dev.muzon.runtime.config.Secret;
import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The bot's account.
 *
 * @param apiUrl your own Bot API server: scheme, host and port, nothing behind. None means Telegram's own. A server
 * with {@code --local} names files by their paths on its disk: mount its folder for bot-gateway at the same path,
 * readable
 * @param token the bot, as BotFather gave it. One that Telegram rejects ends the process with exit code 75 after five
 * attempts
 */
@ConfigurationProperties("muzon.telegram")
public record TelegramProperties(
        @HttpAddress @Example("http://127.0.0.1:8090") @Nullable
        URI apiUrl,

        @RequiredSecret @Example("123456789:AAF-the-token-that-BotFather-gave-you")
        Secret token)
        implements ConfigurationCheck {
    private static final Pattern TOKEN = Pattern.compile("[0-9]{3,20}:[A-Za-z0-9_-]{20,64}");

    @Override
    public Stream<ConfigurationProblem> problems() {
        var token = TOKEN.matcher(this.token.reveal()).matches()
                ? Stream.<ConfigurationProblem>empty()
                : Stream.of(new ConfigurationProblem(
                        "muzon.telegram.token", "does not look like a bot token: digits, a colon, then letters"));
        boolean bare = apiUrl == null || apiUrl.getRawPath().isEmpty() || "/".equals(apiUrl.getRawPath());
        var url = bare
                ? Stream.<ConfigurationProblem>empty()
                : Stream.of(new ConfigurationProblem("muzon.telegram.api-url", "must end after the host and port"));
        return Stream.concat(token, url);
    }
}
