/** Messages that follow one thing from the question to its outcome. */
@NullMarked
package dev.muzon.gateway.status;

import org.jspecify.annotations.NullMarked;
