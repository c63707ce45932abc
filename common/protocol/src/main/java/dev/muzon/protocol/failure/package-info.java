/** Everything that can go wrong, as types with stable codes that logs, metrics, problem+json and user texts share. */
@NullMarked
package dev.muzon.protocol.failure;

import org.jspecify.annotations.NullMarked;
