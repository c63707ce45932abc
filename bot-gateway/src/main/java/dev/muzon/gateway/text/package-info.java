/** Sentences that people read, in every language. */
@NullMarked
package dev.muzon.gateway.text;

import org.jspecify.annotations.NullMarked;
