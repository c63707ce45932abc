/** The removal of data that is kept only for a while. */
@NullMarked
package dev.muzon.gateway.music.retention;

import org.jspecify.annotations.NullMarked;
