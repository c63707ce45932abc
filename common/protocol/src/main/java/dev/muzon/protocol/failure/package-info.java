/**
 * Failures as types with stable codes that logs, metrics, problem+json and user texts share. Each code decides the kind
 * and the HTTP status of its failures, and arguments are typed.
 */
@NullMarked
package dev.muzon.protocol.failure;

import org.jspecify.annotations.NullMarked;
