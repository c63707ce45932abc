package dev.muzon.assistant.login.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.MonotonicClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider that speaks OpenID Connect. Each login reads its keys again: logins are rare, and a key that was
 * taken back is never believed.
 */
public final class OidcProvider {
    /** The time for which the provider's addresses are believed. Strangers cause no more questions than that. */
    static final Duration DISCOVERED = Duration.ofMinutes(10);

    private static final int LONGEST_REASON = 200;

    private static final Pattern SUBJECT = Pattern.compile("\\P{Cntrl}{1,255}");

    /** Signatures that only the provider can make. With HS256 everybody who knows its public key could. */
    private static final Set<JWSAlgorithm> SIGNATURES = Set.copyOf(JWSAlgorithm.Family.SIGNATURE.stream()
            .filter(algorithm -> !JWSAlgorithm.Family.ED.contains(algorithm))
            .toList());

    private final OidcSettings settings;
    private final Issuer issuer;
    private final ClientID client;
    private final MonotonicClock clock;
    private final ProviderHttp http;
    private volatile @Nullable Discovered discovered;

    private record Discovered(OIDCProviderMetadata metadata, Instant until) {}

    /** @param patience for each answer of the provider */
    public OidcProvider(OidcSettings settings, MonotonicClock clock, Duration patience) {
        this.settings = settings;
        this.issuer = new Issuer(settings.issuer());
        this.client = new ClientID(settings.clientId());
        this.clock = clock;
        this.http = new ProviderHttp(patience);
    }

    public String issuer() {
        return settings.issuer();
    }

    /** Returns the provider's page where a person logs in. */
    public URI loginPage(Ticket ticket) {
        return asking(() -> new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        settings.wantsEmail() ? new Scope("openid", "email") : new Scope("openid"),
                        client,
                        ticket.back())
                .endpointURI(safe(metadata().getAuthorizationEndpointURI()))
                .state(new State(ticket.state()))
                .nonce(new Nonce(ticket.nonce()))
                .codeChallenge(new CodeVerifier(ticket.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI());
    }

    /** Trades the code that the browser brought for the person who logged in. */
    public Person person(Ticket ticket, String code) {
        return asking(() -> {
            OIDCProviderMetadata metadata = metadata();
            OIDCTokens tokens = tokens(metadata, ticket, code);
            var keys = JWKSet.parse(get(metadata.getJWKSetURI()).getBody());
            var selector = new JWSVerificationKeySelector<>(SIGNATURES, new ImmutableJWKSet<SecurityContext>(keys));
            IDTokenClaimsSet token = new IDTokenValidator(issuer, client, selector, null)
                    .validate(tokens.getIDToken(), new Nonce(ticket.nonce()));
            AuthorizedParty party = token.getAuthorizedParty();
            if (party != null && !party.getValue().equals(client.getValue())) {
                throw refused("the ID token is for another party").asException();
            }
            String subject = token.getSubject().getValue();
            if (!SUBJECT.matcher(subject).matches()) {
                throw refused("the subject has more than 255 characters or unprintable ones")
                        .asException();
            }
            return new Person(subject, settings.wantsEmail() ? verifiedEmail(metadata, tokens, token) : null);
        });
    }

    private OIDCTokens tokens(OIDCProviderMetadata metadata, Ticket ticket, String code)
            throws IOException, GeneralException {
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), ticket.back(), new CodeVerifier(ticket.verifier()));
        HTTPResponse answer =
                ask(new TokenRequest.Builder(safe(metadata.getTokenEndpointURI()), authentication(metadata), grant)
                        .build()
                        .toHTTPRequest());
        TokenResponse response = OIDCTokenResponseParser.parse(answer);
        if (response.indicatesSuccess()) {
            OIDCTokens tokens = ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens();
            if (tokens.getIDToken() == null) {
                throw refused("the answer has no ID token").asException();
            }
            return tokens;
        }
        String error =
                String.valueOf(response.toErrorResponse().getErrorObject().getCode());
        throw (error.equals(OAuth2Error.INVALID_GRANT.getCode())
                        ? Failure.of(FailureCode.LOGIN_STALE, "the provider does not take the code (any more)")
                        : refused("the provider refuses us: " + error))
                .asException();
    }

    private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
        var secret =
                new com.nimbusds.oauth2.sdk.auth.Secret(settings.clientSecret().reveal());
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        return methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? new ClientSecretBasic(client, secret)
                : new ClientSecretPost(client, secret);
    }

    /** Returns the e-mail of the ID token, or else of the user info, if the provider has verified it. */
    private @Nullable String verifiedEmail(OIDCProviderMetadata metadata, OIDCTokens tokens, IDTokenClaimsSet token)
            throws IOException, GeneralException {
        ClaimsSet claims = token;
        URI more = metadata.getUserInfoEndpointURI();
        if (token.getClaim("email") == null && more != null) {
            UserInfo info = UserInfo.parse(ask(new UserInfoRequest(safe(more), tokens.getAccessToken()).toHTTPRequest())
                    .getBody());
            if (!token.getSubject().equals(info.getSubject())) {
                throw refused("the user info is another person's").asException();
            }
            claims = info;
        }
        // Some providers write the boolean as a string.
        return "true".equals(String.valueOf(claims.getClaim("email_verified"))) ? claims.getStringClaim("email") : null;
    }

    private OIDCProviderMetadata metadata() throws IOException, GeneralException {
        Discovered known = discovered;
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.metadata();
        }
        HTTPResponse answer =
                get(URI.create(OIDCProviderMetadata.resolveURL(issuer).toString()));
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.getBody());
        if (!metadata.getIssuer().equals(issuer)) {
            throw refused("the provider calls itself "
                            + shortened(metadata.getIssuer().getValue()) + ", not as MUZON_CONSOLE_OIDC_ISSUER does")
                    .asException();
        }
        discovered = new Discovered(metadata, clock.instant().plus(DISCOVERED));
        return metadata;
    }

    private HTTPResponse get(@Nullable URI address) throws IOException {
        HTTPResponse answer = ask(new HTTPRequest(HTTPRequest.Method.GET, safe(address)));
        if (answer.getStatusCode() != 200) {
            throw refused("the provider answers " + answer.getStatusCode() + " at " + address)
                    .asException();
        }
        return answer;
    }

    private HTTPResponse ask(HTTPRequest request) throws IOException {
        HTTPResponse answer = request.send(http);
        if (answer.getStatusCode() >= 500 || answer.getStatusCode() == 429) {
            throw new IOException("status " + answer.getStatusCode());
        }
        return answer;
    }

    /** Refuses an address of the provider where others could read along. */
    private URI safe(@Nullable URI address) {
        if (address == null || !OidcSettings.isSafe(address)) {
            throw refused("the provider names no address with TLS: " + address).asException();
        }
        return address;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException, GeneralException, BadJOSEException, JOSEException, java.text.ParseException;
    }

    /** Asks, and says what went wrong without what the provider sent. */
    private static <T> T asking(Question<T> question) {
        try {
            return question.ask();
        } catch (BadJOSEException | JOSEException e) {
            throw refused("the ID token proves nobody: " + shortened(e.getMessage()))
                    .causedBy(e);
        } catch (GeneralException | java.text.ParseException | IllegalArgumentException e) {
            throw unavailable("the answer makes no sense").causedBy(e);
        } catch (IOException e) {
            throw unavailable(shortened(e.toString())).causedBy(e);
        }
    }

    private static Failure refused(String why) {
        return Failure.of(FailureCode.LOGIN_REFUSED, why);
    }

    private static Failure unavailable(String why) {
        return Failure.of(FailureCode.LOGIN_UNAVAILABLE, "the identity provider does not answer as it should: " + why);
    }

    private static String shortened(@Nullable String words) {
        String line = String.valueOf(words).replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
