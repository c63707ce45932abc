package dev.muzon.assistant.login;

import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.Secret;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's settings of the login page.
 *
 * @param passwordHash lets a person in by password, besides the secret link. {@code ./muzon console-password} prints it.
 * The password itself stands nowhere
 * @param host the public name of the page behind a proxy with TLS that sends {@code X-Forwarded-Proto: https}. It needs
 * the password. Without it the page answers on its own host only
 * @param session how long a browser stays logged in to the page
 */
@ConfigurationProperties("muzon.console")
record ConsoleProperties(
        @DefaultValue("") Secret passwordHash,

        @DefaultValue("") @Example("muzon.example.org") String host,

        @NotNull @DefaultValue("12h") Duration session)
        implements ConfigurationCheck {
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}");
    private static final Duration LONGEST = Duration.ofDays(30);

    @Override
    public Stream<ConfigurationProblem> problems() {
        return Stream.of(
                        problem(
                                !passwordHash.isBlank()
                                        && !BCRYPT.matcher(passwordHash.reveal())
                                                .matches(),
                                "password-hash",
                                "must be a hash that ./muzon console-password prints, in single quotes"),
                        problem(
                                !host.isEmpty() && !HOST.matcher(host).matches(),
                                "host",
                                "must be a host's name alone, without https:// and port"),
                        problem(
                                !host.isEmpty() && passwordHash.isBlank(),
                                "password-hash",
                                "must be set, because MUZON_CONSOLE_HOST is: the page is not published without a"
                                        + " password. ./muzon console-password prints it"),
                        problem(
                                !session.isPositive() || session.compareTo(LONGEST) > 0,
                                "session",
                                "must be more than nothing and at most 30 days"))
                .flatMap(one -> one);
    }

    private static Stream<ConfigurationProblem> problem(boolean wrong, String setting, String what) {
        return wrong ? Stream.of(new ConfigurationProblem("muzon.console." + setting, what)) : Stream.empty();
    }
}
