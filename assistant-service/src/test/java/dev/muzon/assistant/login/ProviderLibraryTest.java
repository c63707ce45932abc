package dev.muzon.assistant.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.auth.RefusalLog;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests that the library of OpenID Connect takes no memory where no provider is set: the page works without it. */
class ProviderLibraryTest {
    @Test
    void withoutAProviderThePageNeedsNoLibraryOfIt() throws Exception {
        startWithoutLibrary("");
    }

    @Test
    void withAProviderThePageNeedsTheLibrary() {
        assertThatThrownBy(() -> startWithoutLibrary("https://login.example.org"))
                .hasStackTraceContaining("com/nimbusds");
    }

    private static void startWithoutLibrary(String issuer) throws Exception {
        URL[] others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("nimbus") && !entry.contains("oauth2-oidc"))
                .map(ProviderLibraryTest::url)
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            Object page = loader.loadClass(Page.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            @SuppressWarnings("unchecked")
            var start = (Consumer<String>) page;
            start.accept(issuer);
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The beans of the page, made by another class loader. */
    public static final class Page implements Consumer<String> {
        public Page() {}

        @Override
        public void accept(String issuer) {
            var clock = new MonotonicClock(Clock.systemUTC());
            var failures = new FailureLog(FailureClassifier.of(List.of()), List.of());
            new ApplicationContextRunner()
                    .withPropertyValues(
                            "muzon.console.oidc-issuer=" + issuer,
                            "muzon.console.oidc-client-id=muzon",
                            "muzon.console.oidc-client-secret=secret",
                            "muzon.console.oidc-allowed=anna@example.org")
                    .withBean(MonotonicClock.class, () -> clock)
                    .withBean(RefusalLog.class, () -> new RefusalLog(failures, List.of(), clock))
                    .withBean(LoginSessions.class)
                    .withBean(ProviderLogin.class)
                    .withBean(ProviderController.class)
                    .withUserConfiguration(ConsoleConfiguration.class)
                    .run(context -> assertThat(context.getBean(ProviderController.class))
                            .isNotNull());
        }
    }
}
