package dev.muzon.gateway.operator;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings for operators.
 *
 * @param logGroup chat id of the operators' log group, null for none
 */
@ConfigurationProperties("muzon.operator")
record OperatorProperties(@Nullable Long logGroup) {}
