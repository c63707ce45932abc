package dev.muzon.assistant.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.auth.RefusalLog;
import dev.muzon.runtime.config.Secret;
import dev.muzon.testkit.TestClock;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the login at an identity provider, a small one on loopback with real signatures. */
@ExtendWith(OutputCaptureExtension.class)
class ProviderLoginTest {
    private static final RSAKey OTHER_KEY = TestProvider.newKey();

    private final TestClock clock = TestClock.create();
    private final MonotonicClock time = new MonotonicClock(clock, clock::nanos);
    private final List<Failure> counted = new ArrayList<>();
    private final RefusalLog refusals = new RefusalLog(
            new FailureLog(FailureClassifier.of(List.of()), List.of(counted::add)), List.of(counted::add), time);
    private final TestProvider provider = newProvider();
    private final LoginSessions sessions = new LoginSessions(settings("248289"), time);
    private MockMvc page = pageFor("248289");

    private static TestProvider newProvider() {
        try {
            return new TestProvider();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ConsoleProperties settings(String... allowed) {
        return settingsAt(provider.issuer(), TestProvider.SECRET, allowed);
    }

    private static ConsoleProperties settingsAt(String issuer, String secret, String... allowed) {
        return new ConsoleProperties(
                8088,
                "127.0.0.1",
                new Secret(""),
                "muzon.example.org",
                Duration.ofHours(12),
                issuer,
                TestProvider.CLIENT,
                new Secret(secret),
                List.of(allowed));
    }

    private MockMvc pageFor(String... allowed) {
        return pageWith(settings(allowed));
    }

    private MockMvc pageWith(ConsoleProperties settings) {
        return pageWith(settings, Duration.ofMinutes(1));
    }

    private MockMvc pageWith(ConsoleProperties settings, Duration patience) {
        var login = new ProviderLogin(settings, time, patience);
        return MockMvcBuilders.standaloneSetup(
                        new SessionController(
                                new LoginSecret(),
                                new ConsolePassword(settings, time),
                                login,
                                sessions,
                                refusals,
                                time),
                        new ProviderController(login, sessions, refusals),
                        new Accounts())
                .addFilters(new LoginGuard(sessions, settings, refusals))
                .build();
    }

    @RestController
    static final class Accounts {
        @GetMapping("/login/accounts")
        String accounts() {
            return "shown";
        }
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aListedPersonEntersByTheProviderAndLeaves(CapturedOutput output) throws Exception {
        assertThat(answer(local(get("/login/session"))).getContentAsString())
                .isEqualTo("{\"password\":false,\"provider\":\"localhost\"}");
        Begun begun = begin();
        assertThat(begun.asked())
                .containsEntry("response_type", "code")
                .containsEntry("client_id", TestProvider.CLIENT)
                .containsEntry("scope", "openid")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", "http://127.0.0.1:8082/login/provider");
        assertThat(begun.cookie().isHttpOnly()).isTrue();
        assertThat(begun.cookie().getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(begun.cookie().getPath()).isEqualTo("/login/provider");

        MockHttpServletResponse back = finish(begun);

        assertThat(output.getOut()).contains("Login page was opened by 248289 of localhost");
        assertThat(back.getStatus()).isEqualTo(303);
        assertThat(back.getHeader("Location")).isEqualTo("/");
        assertThat(cookie(back, ProviderController.COOKIE).getMaxAge()).isZero();
        Cookie session = cookie(back, LoginGuard.COOKIE);
        assertThat(session.getAttribute("SameSite")).isEqualTo("Strict");
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(answer(local(get("/login/accounts")).cookie(session)).getContentAsString())
                .isEqualTo("shown");

        answer(local(delete("/login/session")).header("X-Muzon-Page", "1").cookie(session));

        assertThat(answer(local(get("/login/accounts")).cookie(session)).getStatus())
                .isEqualTo(403);
        assertThat(counted).extracting(Failure::code).containsOnly(FailureCode.NO_RIGHT);
    }

    @Test
    void aSessionThatSomebodyPlantedBeforeTheLoginOpensNothingAfterIt() throws Exception {
        var planted = new Cookie(LoginGuard.COOKIE, "AAAAAAAAAAAAAAAAAAAAAA");
        Begun begun = begin();

        MockHttpServletResponse back =
                answer(local(get(backOf(begun, provider.logIn(begun.page())))).cookie(begun.cookie(), planted));

        assertThat(cookie(back, LoginGuard.COOKIE).getValue()).isNotEqualTo(planted.getValue());
        assertThat(answer(local(get("/login/accounts")).cookie(planted)).getStatus())
                .isEqualTo(403);
    }

    @Test
    void aListedEmailEntersWhenTheProviderHasVerifiedItInTheTokenOrTheUserInfo() throws Exception {
        page = pageFor("Anna@Example.org");
        assertThat(begin().asked()).containsEntry("scope", "openid email");
        assertThat(outcome()).isEqualTo("/");

        provider.claims = all -> all.claim("email", null).claim("email_verified", null);
        assertThat(outcome()).isEqualTo("/");

        provider.claims = all -> all.claim("email_verified", "true");
        assertThat(outcome()).isEqualTo("/");
    }

    @Test
    void aUserInfoOfAnotherPersonIsRefused() throws Exception {
        page = pageFor("anna@example.org");
        provider.claims = all -> all.subject("somebody else").claim("email", null);

        assertThat(outcome()).isEqualTo("/?login=login.refused");
    }

    @Test
    void anEmailThatTheProviderHasNotVerifiedIsRefused() throws Exception {
        page = pageFor("anna@example.org");
        provider.claims = all -> all.claim("email_verified", false);
        assertThat(outcome()).isEqualTo("/?login=login.unlisted");

        provider.claims = all -> all.claim("email_verified", null);
        assertThat(outcome()).isEqualTo("/?login=login.unlisted");
    }

    @Test
    void aPersonWhomNobodyListedIsRefused() throws Exception {
        provider.claims = all -> all.subject("248290");
        assertThat(outcome()).isEqualTo("/?login=login.unlisted");

        // Nobody becomes somebody by choosing their e-mail as a name.
        page = pageFor("boris@example.org");
        provider.claims = all -> all.subject("boris@example.org");
        assertThat(outcome()).isEqualTo("/?login=login.unlisted");
    }

    @Test
    void aSubjectThatWouldWriteLinesIntoTheLogIsRefused() throws Exception {
        provider.claims = all -> all.subject("248289\nSomebody else logged in");

        assertThat(outcome()).isEqualTo("/?login=login.refused");
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() throws Exception {
        provider.claims = all -> all.audience("another client");
        assertThat(outcome()).isEqualTo("/?login=login.refused");

        provider.claims =
                all -> all.audience(List.of(TestProvider.CLIENT, "another")).claim("azp", "another");
        assertThat(outcome()).isEqualTo("/?login=login.refused");
    }

    @Test
    void aTokenWithAnotherNonceOrNoneIsRefused() throws Exception {
        provider.claims = all -> all.claim("nonce", "of another login");
        assertThat(outcome()).isEqualTo("/?login=login.refused");

        provider.claims = all -> all.claim("nonce", null);
        assertThat(outcome()).isEqualTo("/?login=login.refused");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws Exception {
        provider.claims = all -> all.issuer("https://evil.example");

        assertThat(outcome()).isEqualTo("/?login=login.refused");
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        provider.claims = all -> all.expirationTime(Date.from(Instant.now().minusSeconds(120)));

        assertThat(outcome()).isEqualTo("/?login=login.refused");
    }

    @Test
    void anUnsignedTokenIsRefused() throws Exception {
        provider.tokens = (claims, _) -> new PlainJWT(claims).serialize();

        assertThat(outcome()).isEqualTo("/?login=login.refused");
    }

    @Test
    void aTokenSignedByAnotherKeyIsRefused() throws Exception {
        provider.tokens = (claims, _) -> TestProvider.signed(claims, OTHER_KEY);

        assertThat(outcome()).isEqualTo("/?login=login.refused");
    }

    @Test
    void aTokenWithThePublicKeyAsHmacSecretIsRefused() throws Exception {
        provider.tokens = (claims, key) -> {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims);
            token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return token.serialize();
        };
        assertThat(outcome()).isEqualTo("/?login=login.refused");

        provider.tokens = (claims, _) -> {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(Arrays.copyOf(TestProvider.SECRET.getBytes(StandardCharsets.UTF_8), 32)));
            return token.serialize();
        };
        assertThat(outcome()).isEqualTo("/?login=login.refused");
    }

    @Test
    void anAnswerWithAnotherStateOrToAnotherBrowserIsRefused() throws Exception {
        Begun begun = begin();
        String code = provider.logIn(begun.page());
        String wrong = "/login/provider?state=wrong&code=" + code;

        assertThat(location(answer(local(get(wrong)).cookie(begun.cookie())))).isEqualTo("/?login=login.stale");
        assertThat(location(answer(local(get(backOf(begun, code)))))).isEqualTo("/?login=login.stale");
        assertThat(location(answer(local(get(backOf(begun, code))).cookie(begin().cookie()))))
                .isEqualTo("/?login=login.stale");
        assertThat(location(answer(local(get("/login/provider"))))).isEqualTo("/?login=login.stale");
        assertThat(location(finish(begun, code))).isEqualTo("/");
    }

    @Test
    void aCodeOpensThePageOnce() throws Exception {
        Begun begun = begin();
        String code = provider.logIn(begun.page());
        assertThat(location(finish(begun, code))).isEqualTo("/");

        assertThat(location(finish(begun, code))).isEqualTo("/?login=login.stale");
        assertThat(location(finish(begun, provider.logIn(begun.page())))).isEqualTo("/?login=login.stale");
        assertThat(location(finish(begin(), code))).isEqualTo("/?login=login.stale");
    }

    @Test
    void aLoginThatTookLongerThanTenMinutesIsRefused() throws Exception {
        Begun begun = begin();
        clock.advance(ProviderTickets.LONGEST);

        assertThat(location(finish(begun, provider.logIn(begun.page())))).isEqualTo("/?login=login.stale");
    }

    @Test
    void aPersonWhoSaysNoAtTheProviderIsTold() throws Exception {
        Begun begun = begin();

        assertThat(location(answer(local(get("/login/provider?error=access_denied&state="
                                + begun.asked().get("state")))
                        .cookie(begun.cookie()))))
                .isEqualTo("/?login=access.denied");
    }

    @Test
    void anAnswerThatNamesAnotherIssuerIsRefused() throws Exception {
        Begun begun = begin();
        String other = backOf(begun, provider.logIn(begun.page())) + "&iss=https://evil.example";

        assertThat(location(answer(local(get(other)).cookie(begun.cookie())))).isEqualTo("/?login=login.stale");
    }

    @Test
    void aProviderThatRefusesOurSecretIsNamedAsSuch(CapturedOutput output) throws Exception {
        page = pageWith(settingsAt(provider.issuer(), "not the secret", "248289"));

        assertThat(outcome()).isEqualTo("/?login=login.refused");
        assertThat(output.getOut()).contains("invalid_client").doesNotContain("not the secret");
    }

    @Test
    void aProviderThatIsAwayIsTold() throws Exception {
        provider.close();

        assertThat(refusedBeginning()).isEqualTo("login.unavailable");
    }

    @Test
    void aProviderThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
        page = pageWith(settings("248289"), Duration.ofMillis(200));
        provider.gate = new CountDownLatch(1);

        assertThat(refusedBeginning()).isEqualTo("login.unavailable");
    }

    @Test
    void garbageOfTheProviderIsTold() throws Exception {
        for (String garbage : List.of(
                "<html>Hello</html>",
                "",
                "[]",
                "{}",
                "[".repeat(100_000),
                "{\"a\":".repeat(20_000),
                "!away",
                "x".repeat(1 << 20))) {
            for (String path : List.of("/keys", "/token")) {
                provider.instead.clear();
                provider.instead.put(path, garbage);
                assertThat(outcome()).as(path + " " + garbage.length()).isEqualTo("/?login=login.unavailable");
            }
            provider.instead.put("/.well-known/openid-configuration", garbage);
            clock.advance(Duration.ofMinutes(10));
            assertThat(refusedBeginning()).isEqualTo("login.unavailable");
            provider.instead.clear();
        }
    }

    @Test
    void aProviderThatNamesPlainOrForeignAddressesIsRefused() throws Exception {
        provider.metadata = all -> with(all, "authorization_endpoint", "http://evil.example/authorize");
        assertThat(refusedBeginning()).isEqualTo("login.refused");

        clock.advance(Duration.ofMinutes(10));
        provider.metadata = all -> with(all, "jwks_uri", "http://evil.example/keys");
        assertThat(outcome()).isEqualTo("/?login=login.refused");

        clock.advance(Duration.ofMinutes(10));
        provider.metadata = all -> with(all, "issuer", "https://evil.example");
        assertThat(refusedBeginning()).isEqualTo("login.refused");
    }

    @Test
    void anAnswerWithoutAnIdTokenIsRefused() throws Exception {
        provider.instead.put("/token", "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}");

        assertThat(outcome()).isEqualTo("/?login=login.refused");
    }

    @Test
    void aWayBackWithAnEmptyCodeIsRefused() throws Exception {
        assertThat(location(finish(begin(), ""))).isEqualTo("/?login=access.denied");
    }

    private static Map<String, Object> with(Map<String, Object> all, String name, String value) {
        all.put(name, value);
        return all;
    }

    @Test
    void strangersWhoBeginLoginsDoNotMakeUsAskTheProviderEachTime() throws Exception {
        for (int i = 0; i < 50; i++) {
            begin();
        }

        assertThat(provider.discoveries).hasValue(1);
    }

    @Test
    void refusalsAreCountedAndLoggedWithoutTokenCodeAndSecret(CapturedOutput output) throws Exception {
        var token = new ArrayList<String>();
        provider.tokens = (claims, key) -> {
            token.add(TestProvider.signed(claims, OTHER_KEY));
            return token.getLast();
        };
        outcome();
        outcome();

        assertThat(counted)
                .extracting(Failure::code)
                .containsOnly(FailureCode.LOGIN_REFUSED)
                .hasSize(2);
        assertThat(output.getOut())
                .containsOnlyOnce("GET /login/provider: login.refused")
                .doesNotContain("nobody-may-read");
        assertThat(output.getOut()).doesNotContain(TestProvider.SECRET).doesNotContain("an-access-token");
        assertThat(token).noneMatch(one -> output.getOut().contains(one.substring(0, 40)));
    }

    @Test
    void onThePublishedNameTheWayBackHasTlsAndSoHaveTheCookies() throws Exception {
        MockHttpServletResponse opened = answer(published(post("/login/provider"))
                .header("X-Forwarded-Proto", "https")
                .header("X-Muzon-Page", "1"));
        Begun begun = begun(opened);

        assertThat(begun.asked()).containsEntry("redirect_uri", "https://muzon.example.org/login/provider");
        assertThat(begun.cookie().getSecure()).isTrue();
        MockHttpServletResponse back = answer(published(get(backOf(begun, provider.logIn(begun.page()))))
                .header("X-Forwarded-Proto", "https")
                .cookie(begun.cookie()));
        assertThat(location(back)).isEqualTo("/");
        assertThat(cookie(back, LoginGuard.COOKIE).getSecure()).isTrue();
    }

    @Test
    void theProvidersWayIsGuardedAsTheRestOfThePage() throws Exception {
        assertThat(answer(local(post("/login/provider"))).getStatus()).isEqualTo(403);
        assertThat(answer(local(post("/login/provider"))
                                .header("X-Muzon-Page", "1")
                                .header("Sec-Fetch-Site", "cross-site"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(answer(local(get("/login/provider")).header("X-Forwarded-For", "192.0.2.1"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(answer(published(get("/login/provider"))).getStatus()).isEqualTo(403);
    }

    @Test
    void withoutAProviderNothingOffersItAndItsWayIsRefused() throws Exception {
        page = pageWith(new ConsoleProperties(
                8088, "127.0.0.1", new Secret(""), "", Duration.ofHours(1), "", "", new Secret(""), List.of()));

        assertThat(answer(local(get("/login/session"))).getContentAsString())
                .isEqualTo("{\"password\":false,\"provider\":null}");
        assertThat(refusedBeginning()).isEqualTo("access.denied");
        assertThat(location(answer(local(get("/login/provider?state=a&code=b")))))
                .isEqualTo("/?login=access.denied");
    }

    /** A login that has begun in a browser. */
    private record Begun(Cookie cookie, URI page) {
        Map<String, String> asked() {
            return TestProvider.form(page.getRawQuery());
        }
    }

    private Begun begin() throws Exception {
        return begun(answer(local(post("/login/provider")).header("X-Muzon-Page", "1")));
    }

    private static Begun begun(MockHttpServletResponse answer) throws Exception {
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
        URI page = URI.create(JsonMapper.shared()
                .readTree(answer.getContentAsString())
                .path("page")
                .asString());
        return new Begun(cookie(answer, ProviderController.COOKIE), page);
    }

    private String refusedBeginning() throws Exception {
        MockHttpServletResponse answer = answer(local(post("/login/provider")).header("X-Muzon-Page", "1"));
        return JsonMapper.shared()
                .readTree(answer.getContentAsString())
                .path("code")
                .asString();
    }

    /** Returns where a whole login ends. Only a good one has a session. */
    private String outcome() throws Exception {
        MockHttpServletResponse back = finish(begin());
        String end = location(back);
        assertThat(back.getCookie(LoginGuard.COOKIE) != null).isEqualTo(end.equals("/"));
        return end;
    }

    private MockHttpServletResponse finish(Begun begun) throws Exception {
        return finish(begun, provider.logIn(begun.page()));
    }

    private MockHttpServletResponse finish(Begun begun, String code) throws Exception {
        return answer(local(get(backOf(begun, code))).cookie(begun.cookie()));
    }

    private static String backOf(Begun begun, String code) {
        return "/login/provider?state=" + begun.asked().get("state") + "&code=" + code;
    }

    private static String location(MockHttpServletResponse answer) {
        return answer.getHeader("Location");
    }

    private static Cookie cookie(MockHttpServletResponse answer, String name) {
        Cookie cookie = answer.getCookie(name);
        assertThat(cookie).as(name).isNotNull();
        return cookie;
    }

    private static MockHttpServletRequestBuilder local(MockHttpServletRequestBuilder request) {
        return request.with(it -> {
            it.setServletPath(it.getRequestURI());
            it.setPathInfo(null);
            it.setServerName("127.0.0.1");
            it.setServerPort(8082);
            return it;
        });
    }

    private static MockHttpServletRequestBuilder published(MockHttpServletRequestBuilder request) {
        return local(request).with(it -> {
            it.setServerName("muzon.example.org");
            it.setServerPort(80);
            it.setRemoteAddr("192.0.2.1");
            return it;
        });
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return page.perform(request).andReturn().getResponse();
    }
}
