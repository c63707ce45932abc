package dev.muzon.e2e.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One suite for all test classes that leave it as they found it. It starts with the first and ends after the last.
 * Gives tests a {@link RunningSuite}, a {@link Telegram}, the {@link Music} and the {@link Collector} of its traces.
 */
public final class SharedSuite implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedSuite.class);

    private static final Map<String, String> SETTINGS = Map.of(
            // Left at once, so that each test begins with an empty voice chat.
            "MUZON_VOICE_LINGER", "300ms",
            "MUZON_TRACES_URL", Collector.URL,
            // The tests write more in a minute than Telegram lets a bot answer.
            "MUZON_OUTBOX_CHAT_COUNT", "10000",
            "MUZON_OUTBOX_GROUP_COUNT", "10000",
            "MUZON_OUTBOX_OVERALL_COUNT", "10000");

    private record Shared(RunningSuite suite, Telegram telegram, Music music, Collector collector)
            implements AutoCloseable {
        static Shared start() {
            try {
                Path folder = RunningSuite.root().resolve("deploy/e2e/target/shared");
                Music music = Music.in(folder.resolve("music"));
                RunningSuite suite = RunningSuite.start(
                        folder.resolve("state"),
                        SETTINGS,
                        List.of("--fresh", "--library", music.folder().toString()));
                Collector collector = Collector.start(suite, folder.resolve("state/traces"));
                Telegram telegram = new Telegram(suite.page());
                telegram.rateLimits(false);
                return new Shared(suite, telegram, music, collector);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            suite.close();
            collector.close();
            Files.writeString(RunningSuite.root().resolve("deploy/e2e/target/shared-suite.log"), suite.logTails());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningSuite.class || type == Telegram.class || type == Music.class || type == Collector.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared =
                context.getRoot().getStore(NAMESPACE).computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == Collector.class) {
            return shared.collector();
        }
        return type == RunningSuite.class
                ? shared.suite()
                : type == Telegram.class ? shared.telegram() : shared.music();
    }
}
