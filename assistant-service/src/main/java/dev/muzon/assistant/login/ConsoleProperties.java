package dev.muzon.assistant.login;

import dev.muzon.assistant.login.oidc.OidcSettings;
import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.Secret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's settings of the login page.
 *
 * @param port where the page answers, and nothing else. The service's own port has no page
 * @param address the address of this host at which the page answers. A proxy on another host needs {@code 0.0.0.0} or
 * {@code ::}
 * @param passwordHash lets a person in by password, besides the secret link. {@code ./muzon console-password} prints it.
 * The password itself stands nowhere
 * @param host the public name of the page behind a proxy with TLS that sends {@code X-Forwarded-Proto: https}. It needs
 * the password or an identity provider. Without it the page answers on its own host only
 * @param session how long a browser stays logged in to the page
 * @param oidcIssuer the identity provider (OpenID Connect) at which people log in to the page, exactly as it calls itself.
 * It must have TLS, unless it is on this host
 * @param oidcClientId the name by which the provider knows this page
 * @param oidcClientSecret the secret that the provider gave to this page
 * @param oidcAllowed who may come in, separated by commas: the provider's subjects, and e-mails that it has verified
 */
@ConfigurationProperties("muzon.console")
record ConsoleProperties(
        @Min(0) @Max(65535) int port,
        @NotNull @Example("127.0.0.1") String address,

        @DefaultValue("") Secret passwordHash,

        @DefaultValue("") @Example("muzon.example.org") String host,

        @NotNull @DefaultValue("12h") Duration session,

        @DefaultValue("") @Example("https://login.example.org/realms/home")
        String oidcIssuer,

        @DefaultValue("") @Example("muzon") String oidcClientId,

        @DefaultValue("") Secret oidcClientSecret,

        @DefaultValue @Example("anna@example.org") List<String> oidcAllowed)
        implements ConfigurationCheck {
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}");
    private static final Pattern PERSON = Pattern.compile("(?!@)[^\\s*]{1,255}(?<!@)");
    private static final Duration LONGEST = Duration.ofDays(30);

    @Override
    public Stream<ConfigurationProblem> problems() {
        return Stream.of(
                        problem(
                                !isAddress(address),
                                "address",
                                "must be an IP address of this host, 127.0.0.1 or 0.0.0.0"),
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
                                !host.isEmpty() && passwordHash.isBlank() && !hasProvider(),
                                "password-hash",
                                "or MUZON_CONSOLE_OIDC_ISSUER must be set, because MUZON_CONSOLE_HOST is: the page is not"
                                        + " published without a login. ./muzon console-password prints the hash"),
                        problem(
                                !session.isPositive() || session.compareTo(LONGEST) > 0,
                                "session",
                                "must be more than nothing and at most 30 days"),
                        providerProblem())
                .flatMap(one -> one);
    }

    boolean hasProvider() {
        return !oidcIssuer.isEmpty();
    }

    /** Returns the first thing that is wrong with the identity provider. */
    private Stream<ConfigurationProblem> providerProblem() {
        var missing = new TreeMap<String, String>();
        var set = new TreeMap<String, String>();
        (oidcIssuer.isEmpty() ? missing : set).put("oidc-issuer", "MUZON_CONSOLE_OIDC_ISSUER");
        (oidcClientId.isEmpty() ? missing : set).put("oidc-client-id", "MUZON_CONSOLE_OIDC_CLIENT_ID");
        (oidcClientSecret.isBlank() ? missing : set).put("oidc-client-secret", "MUZON_CONSOLE_OIDC_CLIENT_SECRET");
        (oidcAllowed.isEmpty() ? missing : set).put("oidc-allowed", "MUZON_CONSOLE_OIDC_ALLOWED");
        if (!set.isEmpty() && !missing.isEmpty()) {
            String others = missing.size() == 1
                    ? ""
                    : ", as must "
                            + String.join(
                                    ", ",
                                    missing.tailMap(missing.firstKey(), false).values());
            return problem(
                    true,
                    missing.firstKey(),
                    "must be set where " + set.firstEntry().getValue() + " is" + others);
        }
        if (set.isEmpty()) {
            return Stream.empty();
        }
        return Stream.concat(
                problem(
                        !isIssuer(oidcIssuer),
                        "oidc-issuer",
                        "must be an https:// address without ? and #, or an http:// one on this host"),
                problem(
                        oidcAllowed.stream()
                                .anyMatch(one -> !PERSON.matcher(one).matches()),
                        "oidc-allowed",
                        "must list subjects and whole e-mails, without * and spaces"));
    }

    private static boolean isAddress(String address) {
        try {
            InetAddress.ofLiteral(address);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isIssuer(String issuer) {
        try {
            URI address = new URI(issuer);
            return OidcSettings.isSafe(address)
                    && address.getQuery() == null
                    && address.getFragment() == null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static Stream<ConfigurationProblem> problem(boolean wrong, String setting, String what) {
        return wrong ? Stream.of(new ConfigurationProblem("muzon.console." + setting, what)) : Stream.empty();
    }
}
