/** The now-playing card and its buttons. */
@NullMarked
package dev.muzon.gateway.card;

import org.jspecify.annotations.NullMarked;
