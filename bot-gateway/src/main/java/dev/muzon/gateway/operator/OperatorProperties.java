package dev.muzon.gateway.operator;

import dev.muzon.runtime.config.Example;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings for operators.
 *
 * @param logGroup a chat that is told when the bot is up. Optional: a wrong one is logged and changes nothing
 */
@ConfigurationProperties("muzon.operator")
record OperatorProperties(
        @Nullable @Example("-1001234567890") Long logGroup) {}
