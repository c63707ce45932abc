package dev.muzon.gateway.telegram.webhook;

import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** The condition that Telegram shall send updates by itself. Without it they are polled for. */
public final class WebhookConfigured implements Condition {
    private static final String SETTING = "muzon.webhook.url";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return StringUtils.hasText(context.getEnvironment().getProperty(SETTING));
    }

    /** The opposite. */
    public static final class Not extends NoneNestedConditions {
        Not() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @Conditional(WebhookConfigured.class)
        static final class Configured {}
    }
}
