package dev.muzon.gateway.support;

import dev.muzon.testkit.MongoFixture;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * The servers that all tests of the whole gateway share. They start once, because these tests share one gateway too, and
 * stay for the second try of those that fail.
 */
final class GatewayTestContext implements BeforeAllCallback {
    static final MongoFixture MONGO = new MongoFixture();
    static final FakeBotApi TELEGRAM = new FakeBotApi();
    static final FakePlayerService PLAYER = new FakePlayerService();
    static final FakeSearchService SEARCH = new FakeSearchService();
    static final FakeAssistantService ASSISTANTS = new FakeAssistantService();

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(GatewayTestContext.class))
                .computeIfAbsent(GatewayTestContext.class, _ -> started(context));
    }

    private static AutoCloseable started(ExtensionContext context) {
        MONGO.beforeAll(context);
        return () -> MONGO.afterAll(context);
    }
}
