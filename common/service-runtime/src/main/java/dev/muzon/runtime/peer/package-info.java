/** Calling the other services: addresses, bearer token, short timeouts, problem+json back into failures. */
@NullMarked
package dev.muzon.runtime.peer;

import org.jspecify.annotations.NullMarked;
