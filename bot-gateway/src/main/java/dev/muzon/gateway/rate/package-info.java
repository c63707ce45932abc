/** So many of something within so long. */
@NullMarked
package dev.muzon.gateway.rate;

import org.jspecify.annotations.NullMarked;
