package dev.muzon.assistant.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.auth.RefusalLog;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Secret;
import dev.muzon.testkit.TestClock;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@ExtendWith(OutputCaptureExtension.class)
class LoginGuardTest {
    private static final String PASSWORD = "a long enough passphrase";

    private final LoginSecret secret = new LoginSecret();
    private final TestClock clock = TestClock.create();
    private final MonotonicClock time = new MonotonicClock(clock, clock::nanos);
    private final RefusalLog refusals =
            new RefusalLog(new FailureLog(FailureClassifier.of(List.of()), List.of()), List.of(), time);
    private final ConsoleProperties settings =
            settings(BCrypt.hashpw(PASSWORD, BCrypt.gensalt(4)), "muzon.example.org");
    private final LoginSessions sessions = new LoginSessions(settings, time);
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(
                    new SessionController(
                            secret,
                            new ConsolePassword(settings, time),
                            new ProviderLogin(settings, time),
                            sessions,
                            refusals,
                            time),
                    new Pages())
            .addFilters(new LoginGuard(sessions, settings, refusals))
            .build();

    @RestController
    static final class Pages {
        @GetMapping({"/login/accounts", "/index.html"})
        String page() {
            return "shown";
        }

        @PostMapping("/login/accounts/main/log-out")
        String logOut() {
            return "done";
        }
    }

    @Test
    void theSecretLinkOpensThePageAndItsCookieAllElse() throws Exception {
        assertThat(answer(from(get("/index.html"))).getContentAsString()).isEqualTo("shown");
        assertThat(answer(from(get("/login/accounts"))).getStatus()).isEqualTo(403);

        Cookie cookie = trade(secret.page(8082).getFragment()).getCookie(LoginGuard.COOKIE);

        assertThat(cookie).isNotNull();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/login");
        assertThat(answer(from(get("/login/accounts")).cookie(cookie)).getContentAsString())
                .isEqualTo("shown");
        assertThat(answer(from(post("/login/accounts/main/log-out"))
                                .header("X-Muzon-Page", "1")
                                .cookie(cookie))
                        .getContentAsString())
                .isEqualTo("done");
    }

    @Test
    void theLinksSecretIsNotTheCookie() throws Exception {
        Cookie link = new Cookie(LoginGuard.COOKIE, secret.page(8082).getFragment());

        assertThat(answer(from(get("/login/accounts")).cookie(link)).getStatus())
                .isEqualTo(403);
    }

    @Test
    void aNewStartMakesANewSecret() throws Exception {
        LoginSecret earlier = new LoginSecret();
        var earlierSessions = new LoginSessions(settings, time);

        assertThat(answer(from(get("/login/accounts")).cookie(new Cookie(LoginGuard.COOKIE, earlierSessions.begin())))
                        .getStatus())
                .isEqualTo(403);
        assertThat(rejected(earlier.page(8082).getFragment())).isEqualTo("access.denied");
        assertThat(secret.page(8082).getFragment()).hasSize(22);
    }

    @Test
    void afterTenWrongSecretsFurtherOnesWaitForAMinuteButNotTheRightOne() throws Exception {
        String right = secret.page(8082).getFragment();
        for (int i = 0; i < SessionController.LIMIT; i++) {
            assertThat(rejected("guess " + i)).isEqualTo("access.denied");
        }
        assertThat(rejected("one more")).isEqualTo("access.too-often");
        assertThat(trade(right).getStatus()).isEqualTo(204);

        clock.step(Duration.ofDays(-1));
        clock.advance(LoginAttempts.WINDOW);

        assertThat(rejected("another guess")).isEqualTo("access.denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Forwarded", "Via", "X-Real-IP", "X-Forwarded-For", "X-Forwarded-Host", "x-forwarded-proto"})
    void aRequestThatCameThroughAProxyIsRefused(String header) throws Exception {
        assertThat(answer(held(get("/login/accounts")).header(header, "192.0.2.1"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(answer(from(get("/index.html")).header(header, "192.0.2.1")).getStatus())
                .isEqualTo(403);
    }

    @Test
    void requestsForAnotherHostOrHostNameAreRefused() throws Exception {
        assertThat(answer(held(get("/login/accounts")).with(request -> {
                            request.setServerName("evil.example");
                            return request;
                        }))
                        .getStatus())
                .isEqualTo(403);
        assertThat(answer(held(get("/login/accounts")).with(request -> {
                            request.setRemoteAddr("192.0.2.1");
                            return request;
                        }))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void aChangeThatDoesNotComeFromThePageIsRefused() throws Exception {
        assertThat(answer(held(post("/login/accounts/main/log-out"))).getStatus())
                .isEqualTo(403);
    }

    @Test
    void thePasswordOpensASessionThatEndsAfterItsTime() throws Exception {
        assertThat(answer(from(get("/login/session"))).getContentAsString())
                .isEqualTo("{\"password\":true,\"provider\":null}");
        MockHttpServletResponse opened = enter(PASSWORD);
        assertThat(opened.getStatus()).isEqualTo(204);
        Cookie cookie = opened.getCookie(LoginGuard.COOKIE);
        assertThat(cookie).isNotNull();
        assertThat(cookie.getMaxAge()).isEqualTo(43_200);
        assertThat(answer(from(get("/login/accounts")).cookie(cookie)).getContentAsString())
                .isEqualTo("shown");

        clock.advance(Duration.ofHours(12));

        assertThat(answer(from(get("/login/accounts")).cookie(cookie)).getStatus())
                .isEqualTo(403);
    }

    @Test
    void aSessionThatWasLeftOpensNothingAndTheOthersStay() throws Exception {
        Cookie left = new Cookie(LoginGuard.COOKIE, sessions.begin());
        Cookie other = new Cookie(LoginGuard.COOKIE, sessions.begin());

        MockHttpServletResponse answer = answer(
                from(delete("/login/session")).header("X-Muzon-Page", "1").cookie(left));

        assertThat(answer.getStatus()).isEqualTo(204);
        assertThat(answer(from(get("/login/accounts")).cookie(left)).getStatus())
                .isEqualTo(403);
        assertThat(answer(from(get("/login/accounts")).cookie(other)).getStatus())
                .isEqualTo(200);
    }

    @Test
    void theSessionThatABrowserHadEndsWhenItLogsInAgain() throws Exception {
        Cookie earlier = new Cookie(LoginGuard.COOKIE, sessions.begin());

        Cookie later = answer(from(post("/login/session"))
                        .header("X-Muzon-Page", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"password\":\"" + PASSWORD + "\"}")
                        .cookie(earlier))
                .getCookie(LoginGuard.COOKIE);

        assertThat(answer(from(get("/login/accounts")).cookie(earlier)).getStatus())
                .isEqualTo(403);
        assertThat(answer(from(get("/login/accounts")).cookie(later)).getStatus())
                .isEqualTo(200);
    }

    @Test
    void afterFiveWrongPasswordsEvenTheRightOneWaitsButNotTheLink() throws Exception {
        for (int i = 0; i < ConsolePassword.LIMIT; i++) {
            assertThat(refusedPassword("guess " + i)).isEqualTo("access.denied");
        }
        assertThat(refusedPassword(PASSWORD)).isEqualTo("access.too-often");
        assertThat(trade(secret.page(8082).getFragment()).getStatus()).isEqualTo(204);

        clock.advance(LoginAttempts.WINDOW);

        assertThat(enter(PASSWORD).getStatus()).isEqualTo(204);
    }

    @Test
    void wrongPasswordsAreCountedAndLoggedOnceWithoutThePassword(CapturedOutput output) throws Exception {
        refusedPassword("hunter2-hunter2");
        refusedPassword("hunter2-hunter2");

        assertThat(output.getOut()).containsOnlyOnce("not the password of the login page");
        assertThat(output.getOut()).doesNotContain("hunter2");
    }

    @Test
    void withoutAHashNoPasswordOpensThePage() throws Exception {
        var none = settings("", "");

        assertThat(new ConsolePassword(none, time).matches(new Secret(""))).isFalse();
        assertThat(new ConsolePassword(none, time).isSet()).isFalse();
    }

    @Test
    void thePublishedNameOpensThePageOverTlsOnlyAndItsCookieNeedsTls() throws Exception {
        assertThat(answer(published(get("/index.html"))).getStatus()).isEqualTo(403);
        assertThat(answer(published(get("/index.html")).header("X-Forwarded-Proto", "http"))
                        .getStatus())
                .isEqualTo(403);
        MockHttpServletResponse opened = answer(published(post("/login/session"))
                .header("X-Forwarded-Proto", "https")
                .header("X-Muzon-Page", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"password\":\"" + PASSWORD + "\"}"));
        assertThat(opened.getStatus()).isEqualTo(204);
        assertThat(opened.getCookie(LoginGuard.COOKIE).getSecure()).isTrue();
    }

    @Test
    void aChangeThatABrowserMarksAsAnotherSitesIsRefused() throws Exception {
        assertThat(answer(held(post("/login/accounts/main/log-out"))
                                .header("X-Muzon-Page", "1")
                                .header("Sec-Fetch-Site", "cross-site"))
                        .getStatus())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "plain, '', muzon.console.password-hash",
        "'', muzon.example.org, muzon.console.password-hash",
        "'', https://muzon.example.org, muzon.console.host"
    })
    void settingsThatWouldOpenOrCloseThePageByMistakeAreRefused(String hash, String host, String setting) {
        assertThat(settings(hash, host).problems())
                .extracting(ConfigurationProblem::key)
                .contains(setting);
    }

    private static ConsoleProperties settings(String hash, String host) {
        return new ConsoleProperties(
                8088, "127.0.0.1", new Secret(hash), host, Duration.ofHours(12), "", "", new Secret(""), List.of());
    }

    private static MockHttpServletRequestBuilder published(MockHttpServletRequestBuilder request) {
        return from(request).with(it -> {
            it.setServerName("muzon.example.org");
            it.setRemoteAddr("192.0.2.1");
            return it;
        });
    }

    private MockHttpServletResponse enter(String password) throws Exception {
        return answer(from(post("/login/session"))
                .header("X-Muzon-Page", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"password\":\"" + password + "\"}"));
    }

    private String refusedPassword(String password) throws Exception {
        try {
            return "answered " + enter(password).getStatus();
        } catch (ServletException e) {
            return ((FailureException) e.getCause()).failure().code().value();
        }
    }

    @Test
    void answersCarrySecurityHeaders() throws Exception {
        MockHttpServletResponse page = answer(from(get("/index.html")));

        assertThat(page.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(page.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    private MockHttpServletResponse trade(String guess) throws Exception {
        return answer(from(post("/login/session"))
                .header("X-Muzon-Page", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"secret\":\"" + guess + "\"}"));
    }

    /** Returns the code of the failure that the trade ends with. */
    private String rejected(String guess) throws Exception {
        try {
            return "answered " + trade(guess).getStatus();
        } catch (ServletException e) {
            return ((FailureException) e.getCause()).failure().code().value();
        }
    }

    private MockHttpServletRequestBuilder held(MockHttpServletRequestBuilder request) {
        return from(request).cookie(new Cookie(LoginGuard.COOKIE, sessions.begin()));
    }

    private static MockHttpServletRequestBuilder from(MockHttpServletRequestBuilder request) {
        return request.with(it -> {
            it.setServletPath(it.getRequestURI());
            it.setPathInfo(null);
            return it;
        });
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }
}
