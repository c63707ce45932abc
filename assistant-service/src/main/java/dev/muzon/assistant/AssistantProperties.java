package dev.muzon.assistant;

import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.RequiredSecret;
import dev.muzon.runtime.config.Secret;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's settings of the assistant accounts.
 *
 * @param accounts names of your choosing, separated by commas, each of {@code a-z}, {@code 0-9} and {@code -}. Each is
 * one account and one QR code on the login page, which adds more. More accounts carry more calls: one account is in one
 * voice chat per group, and the least busy one is chosen. {@code ears:notes+channels} says what an account does, of
 * {@code music}, {@code notes} and {@code channels}. Without that it does everything, until the page says otherwise
 * @param apiId with the hash, the application's identity from my.telegram.org
 * @param apiHash the other half of that identity, 32 hexadecimal digits
 * @param library the libtdjson to load: TDLib's or TDLight's. With {@code ./muzon} the default is the one that npm
 * brought
 * @param directory sessions, a folder per account. Messages and files are not kept. Anyone who can read it can act as
 * the accounts. With {@code ./muzon up} the default is {@code .muzon/up/tdlib}
 * @param key encrypts the sessions in that folder, also those that were made without a key. They cannot be opened
 * without it. With {@code ./muzon} the default is a key that was made once, in {@code tdlib-key} of the state folder
 * @param formerKey the key before the present one. Sessions that it opens are encrypted with the present one at the
 * next start. With {@code ./muzon} it is not needed to change from the key that was made to your own
 * @param proxy {@code socks5://[user:password@]host:port}. Without it TDLib uses none, and forgets a former one
 */
@ConfigurationProperties("muzon.assistant")
public record AssistantProperties(
        @NotEmpty @Example("main") List<@Pattern(regexp = ACCOUNT, message = NO_ACCOUNT) String> accounts,
        @Positive @Example("1234567") int apiId,

        @RequiredSecret(minLength = 32) @Example("0123456789abcdef0123456789abcdef")
        Secret apiHash,

        @NotNull @Example("/opt/muzon/libtdjson.so") Path library,

        @NotNull @Example("/var/lib/muzon/tdlib") Path directory,

        @DefaultValue("") Secret key,

        @DefaultValue("") Secret formerKey,

        @Nullable @Example("socks5://127.0.0.1:1080") URI proxy)
        implements ConfigurationCheck {
    /** The form of an account's name. */
    public static final String ACCOUNT_NAME = "[a-z0-9-]{1,32}";

    private static final String ROLE = "(music|notes|channels)";
    private static final String ACCOUNT = ACCOUNT_NAME + "(:" + ROLE + "(\\+" + ROLE + ")*)?";

    private static final String NO_ACCOUNT =
            "must be names of small letters, digits and dashes, with commas between them, each alone or with its"
                    + " roles: main or main:music+notes. The roles are music, notes and channels";

    @Override
    public Stream<ConfigurationProblem> problems() {
        return Stream.concat(proxyProblem(), hashProblem());
    }

    private Stream<ConfigurationProblem> hashProblem() {
        return apiHash.reveal().strip().matches("[0-9a-fA-F]{32}")
                ? Stream.empty()
                : Stream.of(new ConfigurationProblem(
                        "muzon.assistant.api-hash", "must be 32 hexadecimal digits, as my.telegram.org shows them"));
    }

    private Stream<ConfigurationProblem> proxyProblem() {
        boolean usable = proxy == null
                || proxy.toString().isEmpty()
                || ("socks5".equals(proxy.getScheme()) && proxy.getHost() != null && proxy.getPort() > 0);
        return usable
                ? Stream.empty()
                : Stream.of(new ConfigurationProblem("muzon.assistant.proxy", "must be socks5://host:port"));
    }
}
