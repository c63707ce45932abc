/** Brings each incoming thing to who handles it. */
@NullMarked
package dev.muzon.gateway.update;

import org.jspecify.annotations.NullMarked;
