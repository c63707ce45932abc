/** Error answers of a service: RFC 9457 problem+json that carries the whole failure. */
@NullMarked
package dev.muzon.runtime.problem;

import org.jspecify.annotations.NullMarked;
