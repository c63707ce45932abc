/** Failures of every kind, as types with stable codes that logs, metrics, problem+json and user texts share. */
@NullMarked
package dev.muzon.protocol.failure;

import org.jspecify.annotations.NullMarked;
